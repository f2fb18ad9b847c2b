package dev.forebay.data.planner;

import dev.forebay.data.plan.Plan.Missing;
import dev.forebay.data.request.ApiRequest;
import dev.forebay.data.request.Body;
import dev.forebay.data.request.JsonValue;
import dev.forebay.data.request.Preferences;
import dev.forebay.data.value.ColumnValue;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of a body into those of an INSERT while they are gone through. The columns are
 * those that the request names, or else all keys of all rows; where no row has a key, it is the
 * first column, of which every row then gets the default.
 */
final class RowsToInsert implements Iterable<List<@Nullable Object>> {
  private final List<Column> columns;
  private final Body body;
  private final @Nullable Missing missing;

  private RowsToInsert(List<Column> columns, Body body, @Nullable Missing missing) {
    this.columns = columns;
    this.body = body;
    this.missing = missing;
  }

  static RowsToInsert of(ApiRequest request, Table table) {
    List<String> named = request.query().columns();
    List<Column> columns = columns(table, named.isEmpty() ? request.body().keys() : named);
    if (columns.isEmpty()) {
      columns = table.columns().stream().filter(c -> !c.generated()).limit(1).toList();
    }
    return new RowsToInsert(columns, request.body(), missing(request));
  }

  List<String> columns() {
    return columns.stream().map(Column::name).toList();
  }

  @Override
  public Iterator<List<@Nullable Object>> iterator() {
    Iterator<Map<String, JsonValue>> rows = body.iterator();
    return new Iterator<>() {
      private long number;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public List<@Nullable Object> next() {
        return row(rows.next(), ++number);
      }
    };
  }

  /** As in PostgREST null, where the request says which columns there are: else the default. */
  private static @Nullable Missing missing(ApiRequest request) {
    boolean byDefault = request.query().columns().isEmpty();
    return request
            .preferences()
            .missing()
            .map(Preferences.Missing.DEFAULT::equals)
            .orElse(byDefault)
        ? Missing.DEFAULT
        : null;
  }

  private static List<Column> columns(Table table, Collection<String> names) {
    return names.stream().distinct().map(name -> Names.input(table, name)).toList();
  }

  private List<@Nullable Object> row(Map<String, JsonValue> row, long number) {
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    for (Column column : columns) {
      JsonValue value = row.get(column.name());
      values.add(value == null ? missing(column) : ColumnValue.stored(column, value, number));
    }
    return values;
  }

  /** The word DEFAULT would give an AUTO_INCREMENT column 0, which is then stored as 0. */
  private @Nullable Missing missing(Column column) {
    return column.autoIncrement() ? null : missing;
  }
}
