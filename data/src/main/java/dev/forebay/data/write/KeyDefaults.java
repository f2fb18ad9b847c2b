package dev.forebay.data.write;

import dev.forebay.data.entry.KeyBatch;
import dev.forebay.data.entry.KeyText;
import dev.forebay.data.entry.RowKey;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.plan.Plan.Missing;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values that rows get by default in the columns of their key, such as {@code uuid()}: made
 * before the rows are inserted, because MySQL does not tell which it has made.
 */
record KeyDefaults(Renderer renderer, Session session, TableModel model) {
  private static final int MOST_AT_ONCE = 128;

  /** The rows with values in place of defaults of the key. */
  InsertRows fillIn(InsertRows rows) {
    InsertRows filled = rows;
    for (Column column : model.key()) {
      if (!column.autoIncrement() && RowKey.canBeMade(model.table(), column)) {
        filled = fillIn(filled, column);
      }
    }
    return filled;
  }

  private InsertRows fillIn(InsertRows rows, Column column) {
    int missing = (int) rows.rows().stream().filter(row -> isMissing(rows, row, column)).count();
    if (missing == 0) {
      return rows;
    }
    Iterator<Object> values = values(column, missing).iterator();
    List<String> columns = new ArrayList<>(rows.columns());
    if (!columns.contains(column.name())) {
      columns.add(column.name());
    }
    int index = columns.indexOf(column.name());
    List<List<@Nullable Object>> filled = new ArrayList<>();
    for (List<@Nullable Object> row : rows.rows()) {
      List<@Nullable Object> copy = new ArrayList<>(row);
      if (isMissing(rows, row, column)) {
        copy.subList(index, copy.size()).clear();
        copy.add(values.next());
        copy.addAll(row.subList(Math.min(index + 1, row.size()), row.size()));
      }
      filled.add(copy);
    }
    return new InsertRows(columns, filled);
  }

  private static boolean isMissing(InsertRows rows, List<@Nullable Object> row, Column column) {
    return rows.value(row, column.name()) == Missing.DEFAULT;
  }

  private List<Object> values(Column column, int count) {
    Optional<Object> constant = RowKey.constant(column);
    if (constant.isPresent()) {
      return Collections.nCopies(count, constant.get());
    }
    String expression =
        Objects.requireNonNull(model.table().rules().keyDefaults().get(column.name()));
    List<Object> values = new ArrayList<>(count);
    while (values.size() < count) {
      int times = KeyBatch.powerOfTwo(Math.min(count - values.size(), MOST_AT_ONCE));
      values.addAll(
          session.query(
              renderer.render(new Statement.EvaluateTimes(expression, times)),
              List.of(),
              row -> stored(column, row)));
    }
    return values;
  }

  private static Object stored(Column column, Row row) {
    Object value = KeyText.parameter(column, KeyText.of(column, row, 1));
    return Objects.requireNonNullElse(ValueType.of(column).stored(value), value);
  }
}
