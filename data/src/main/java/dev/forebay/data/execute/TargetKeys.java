package dev.forebay.data.execute;

import dev.forebay.data.plan.Plan.Missing;
import dev.forebay.mysql.schema.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring rows of an upsert that either all have a value in each column of the unique key they
 * go by, or all do not. Those that do not are new in any case: NULL violates no unique key.
 *
 * @param rows the rows
 * @param keys their values in those columns; none where they are new
 */
record TargetKeys(List<List<@Nullable Object>> rows, List<List<Object>> keys) {

  /** Cuts rows wherever one has a whole key and the next does not, or the other way round. */
  static List<TargetKeys> partition(
      TableModel model,
      List<String> target,
      List<String> columns,
      List<List<@Nullable Object>> rows) {
    List<TargetKeys> parts = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<Object> key = key(model, target, columns, row);
      if (parts.isEmpty() || parts.getLast().areNew() != key.isEmpty()) {
        parts.add(new TargetKeys(new ArrayList<>(), new ArrayList<>()));
      }
      parts.getLast().rows().add(row);
      if (!key.isEmpty()) {
        parts.getLast().keys().add(key);
      }
    }
    return parts;
  }

  /** Whether no such row can be there. */
  boolean areNew() {
    return keys.isEmpty();
  }

  private static List<Object> key(
      TableModel model, List<String> target, List<String> columns, List<@Nullable Object> row) {
    List<Object> key = new ArrayList<>();
    for (String name : target) {
      int index = columns.indexOf(name);
      Object value = index < 0 ? null : row.get(index);
      if (value == null || value == Missing.DEFAULT || isGenerated(model, name, value)) {
        return List.of();
      }
      key.add(value);
    }
    return key;
  }

  /** AUTO_INCREMENT makes a value of 0, too. */
  private static boolean isGenerated(TableModel model, String name, Object value) {
    return value.equals(0L) && model.table().column(name).filter(Column::autoIncrement).isPresent();
  }
}
