package dev.forebay.data.write;

import dev.forebay.data.entry.TableModel;
import dev.forebay.data.plan.Plan.Missing;
import dev.forebay.data.sql.Statement;
import dev.forebay.data.sql.Statement.Expression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that one INSERT gives.
 *
 * @param columns which columns they give
 * @param rows each with one value a column: null, {@link Missing#DEFAULT} or a value
 */
record InsertRows(List<String> columns, List<List<@Nullable Object>> rows) {
  int size() {
    return rows.size();
  }

  /** The statement. */
  Statement.Insert statement(TableModel model, List<Expression> returning) {
    BitSet defaults = new BitSet();
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        defaults.set(i * columns.size() + j, rows.get(i).get(j) == Missing.DEFAULT);
      }
    }
    return new Statement.Insert(model.name(), columns, rows.size(), defaults, returning);
  }

  /** What the statement binds. */
  List<@Nullable Object> parameters() {
    List<@Nullable Object> parameters = new ArrayList<>();
    rows.forEach(row -> row.stream().filter(v -> v != Missing.DEFAULT).forEach(parameters::add));
    return parameters;
  }

  /** What a row gives for a column. */
  @Nullable Object value(List<@Nullable Object> row, String column) {
    int index = columns.indexOf(column);
    return index < 0 ? Missing.DEFAULT : row.get(index);
  }
}
