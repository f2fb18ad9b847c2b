package dev.forebay.data.write;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.plan.Plan.Missing;
import dev.forebay.mysql.schema.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an INSERT of which either all give their whole key, or all leave it to AUTO_INCREMENT.
 * Only then are MySQL's generated keys known: those of one statement are consecutive (its "simple
 * inserts", under any innodb_autoinc_lock_mode).
 *
 * @param rows the rows
 * @param keys their keys; an AUTO_INCREMENT column that they leave out is null
 */
record InsertedKeys(InsertRows rows, List<List<@Nullable Object>> keys) {

  /** Cuts rows wherever one gives its key and the next does not, or the other way round. */
  static List<InsertedKeys> partition(TableModel model, InsertRows rows) {
    List<InsertedKeys> parts = new ArrayList<>();
    for (List<@Nullable Object> row : rows.rows()) {
      List<@Nullable Object> key = key(model, rows, row);
      if (parts.isEmpty() || parts.getLast().areGiven() == key.contains(null)) {
        InsertRows part = new InsertRows(rows.columns(), new ArrayList<>());
        parts.add(new InsertedKeys(part, new ArrayList<>()));
      }
      parts.getLast().rows().rows().add(row);
      parts.getLast().keys().add(key);
    }
    return parts;
  }

  /** Whether the rows give their whole keys. */
  boolean areGiven() {
    return !keys.getFirst().contains(null);
  }

  /** The keys, with the generated ones in their places. */
  List<List<Object>> complete(List<Long> generated) {
    List<List<Object>> complete = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      List<Object> key = new ArrayList<>();
      for (Object value : keys.get(i)) {
        key.add(value == null ? generated.get(i) : value);
      }
      complete.add(key);
    }
    return complete;
  }

  private static List<@Nullable Object> key(
      TableModel model, InsertRows rows, List<@Nullable Object> row) {
    if (!model.hasKey()) {
      throw unknown(model, "The table has no primary key that names its rows");
    }
    List<@Nullable Object> key = new ArrayList<>();
    for (Column column : model.key()) {
      key.add(value(model, column, rows.value(row, column.name())));
    }
    return key;
  }

  private static @Nullable Object value(TableModel model, Column column, @Nullable Object given) {
    boolean missing = given == null || given == Missing.DEFAULT;
    if (missing && !column.autoIncrement()) {
      throw unknown(model, "Give a value for " + column.name());
    }
    return missing ? null : given;
  }

  /** FB208. */
  static ForebayException unknown(TableModel model, String hint) {
    return new ForebayException(
        ErrorCode.UNSUPPORTED_FEATURE,
        "The rows inserted into %s could not be found again".formatted(model.name()),
        hint);
  }
}
