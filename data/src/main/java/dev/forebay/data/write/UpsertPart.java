package dev.forebay.data.write;

import dev.forebay.data.plan.Plan.Missing;
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
record UpsertPart(InsertRows rows, List<List<Object>> keys) {

  /** Cuts rows wherever one has a whole key and the next does not, or the other way round. */
  static List<UpsertPart> partition(List<String> target, InsertRows rows) {
    List<UpsertPart> parts = new ArrayList<>();
    for (List<@Nullable Object> row : rows.rows()) {
      List<Object> key = key(target, rows, row);
      if (parts.isEmpty() || parts.getLast().areNew() != key.isEmpty()) {
        InsertRows part = new InsertRows(rows.columns(), new ArrayList<>());
        parts.add(new UpsertPart(part, new ArrayList<>()));
      }
      parts.getLast().rows().rows().add(row);
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
      List<String> target, InsertRows rows, List<@Nullable Object> row) {
    List<Object> key = new ArrayList<>();
    for (String name : target) {
      Object value = rows.value(row, name);
      if (value == null || value == Missing.DEFAULT) {
        return List.of();
      }
      key.add(value);
    }
    return key;
  }
}
