package dev.forebay.data.plan;

import dev.forebay.data.plan.Plan.Missing;
import dev.forebay.data.plan.Plan.Returning;
import dev.forebay.data.request.JsonValue;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of a body into those of an INSERT: its columns are the union of all keys. Where no
 * row has a key, it is the first column, of which every row then gets the default.
 */
final class RowsToInsert {
  private RowsToInsert() {}

  static Plan.Insert plan(
      Table table, List<String> named, List<Map<String, JsonValue>> rows, Returning returning) {
    List<Column> columns = columns(table, named.isEmpty() ? union(rows) : named);
    if (columns.isEmpty()) {
      columns = table.columns().stream().filter(c -> !c.generated()).limit(1).toList();
    }
    List<List<@Nullable Object>> values = new ArrayList<>(rows.size());
    for (Map<String, JsonValue> row : rows) {
      values.add(row(columns, row, values.size() + 1));
    }
    return new Plan.Insert(table, columns.stream().map(Column::name).toList(), values, returning);
  }

  private static List<String> union(List<Map<String, JsonValue>> rows) {
    Set<String> keys = new LinkedHashSet<>();
    rows.forEach(row -> keys.addAll(row.keySet()));
    return List.copyOf(keys);
  }

  private static List<Column> columns(Table table, List<String> names) {
    return names.stream().distinct().map(name -> Names.input(table, name)).toList();
  }

  private static List<@Nullable Object> row(
      List<Column> columns, Map<String, JsonValue> row, int number) {
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    for (Column column : columns) {
      JsonValue value = row.get(column.name());
      values.add(value == null ? Missing.DEFAULT : ColumnValue.of(column, value, number));
    }
    return values;
  }
}
