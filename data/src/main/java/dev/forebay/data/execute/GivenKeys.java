package dev.forebay.data.execute;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
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
record GivenKeys(List<List<@Nullable Object>> rows, List<List<@Nullable Object>> keys) {

  /** Cuts rows wherever one gives its key and the next does not, or the other way round. */
  static List<GivenKeys> partition(
      TableModel model, List<String> columns, List<List<@Nullable Object>> rows) {
    List<GivenKeys> parts = new ArrayList<>();
    boolean before = false;
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> key = key(model, columns, row);
      boolean given = !key.contains(null);
      if (parts.isEmpty() || given != before) {
        parts.add(new GivenKeys(new ArrayList<>(), new ArrayList<>()));
      }
      parts.getLast().rows().add(row);
      parts.getLast().keys().add(key);
      before = given;
    }
    return parts;
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
      TableModel model, List<String> columns, List<@Nullable Object> row) {
    if (!model.hasKey()) {
      throw unknownKey(model, "The table has no primary key");
    }
    List<@Nullable Object> key = new ArrayList<>();
    for (Column column : model.key()) {
      int index = columns.indexOf(column.name());
      key.add(value(model, column, index < 0 ? Missing.DEFAULT : row.get(index)));
    }
    return key;
  }

  private static @Nullable Object value(TableModel model, Column column, @Nullable Object given) {
    boolean generated = given == null || given == Missing.DEFAULT || given.equals(0L);
    if (generated && column.autoIncrement()) {
      return null;
    }
    if (given == null || given == Missing.DEFAULT) {
      throw unknownKey(model, "Give a value for " + column.name());
    }
    return given;
  }

  private static ForebayException unknownKey(TableModel model, String hint) {
    return new ForebayException(
        ErrorCode.UNSUPPORTED_FEATURE,
        "The rows inserted into %s could not be found again".formatted(model.name()),
        hint);
  }
}
