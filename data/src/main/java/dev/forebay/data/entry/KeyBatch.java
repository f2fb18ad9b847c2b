package dev.forebay.data.entry;

import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Source;
import dev.forebay.data.plan.Where;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys that one statement names. Their number is a power of two, the last key being repeated, so
 * that few different statements have to be rendered and prepared.
 *
 * @param condition whether a row has one of the keys
 * @param values what the condition binds
 */
public record KeyBatch(Condition condition, List<Object> values) {
  private static final int MOST = 1024;

  /** Batches of keys that have one value for each of these columns. */
  public static List<KeyBatch> of(List<String> columns, List<List<Object>> keys) {
    return ofParts(columns.stream().<Source>map(Source.Stored::new).toList(), keys);
  }

  /** Batches of the primary keys of these rows. */
  public static List<KeyBatch> ofRows(TableModel model, List<StoredRow> rows) {
    return of(model.keyNames(), rows.stream().map(row -> row.keyParameters(model)).toList());
  }

  /** The rows with these keys. */
  public Where where() {
    return new Where(condition, values);
  }

  /** Batches of keys whose parts come from here. */
  public static List<KeyBatch> ofParts(List<Source> parts, List<List<Object>> keys) {
    List<KeyBatch> batches = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += MOST) {
      batches.add(one(parts, keys.subList(from, Math.min(keys.size(), from + MOST))));
    }
    return batches;
  }

  private static KeyBatch one(List<Source> parts, List<List<Object>> keys) {
    int count = powerOfTwo(keys.size());
    List<Object> values = new ArrayList<>(count * parts.size());
    for (int i = 0; i < count; i++) {
      values.addAll(keys.get(Math.min(i, keys.size() - 1)));
    }
    return new KeyBatch(new Condition.KeyIn(parts, count), values);
  }

  /** The least power of two that is not less. */
  public static int powerOfTwo(int atLeast) {
    return atLeast == 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
  }
}
