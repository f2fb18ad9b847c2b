package dev.forebay.data.execute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that one INSERT puts into a table, a part at a time, and what the cache is told of them:
 * of some rows, an intent on each of their entries; of many, one on the table's, and what is kept
 * under their keys is invalidated. So neither memory nor Redis holds anything for each of many
 * rows.
 */
final class Insertion {
  /** From so many rows on, it costs less to void what says that rows are not there. */
  private static final int MANY = 200;

  private final Change change;
  private final TableModel model;
  private final List<String> columns;
  private final Inserts inserts;
  private boolean many;

  /** Of rows that have values for these columns. */
  Insertion(Change change, TableModel model, List<String> columns, Inserts inserts) {
    this.change = change;
    this.model = model;
    this.columns = columns;
    this.inserts = inserts;
  }

  /** Inserts a part of the rows; {@code more} says whether others follow. */
  void insert(List<List<@Nullable Object>> part, boolean more) {
    if (!model.isCached()) {
      inserts.insert(change.session(), model, columns, part);
    } else if (many) {
      change.inserted(inserts.insertAndName(change.session(), model, columns, part));
    } else {
      var _ = insertAndRead(part, more);
    }
  }

  /** The same, and reads the rows as they are stored. */
  List<StoredRow> insertAndRead(List<List<@Nullable Object>> part, boolean more) {
    List<StoredRow> stored = inserts.insertAndRead(change.session(), model, columns, part);
    if (many || more || stored.size() >= MANY) {
      tellOfMany(stored);
    } else {
      change.touch(model, List.of(), stored);
      change.writeThrough(model, List.of(), stored);
    }
    return stored;
  }

  private void tellOfMany(List<StoredRow> stored) {
    if (!model.isCached()) {
      return;
    }
    if (!many) {
      change.insertMany(model, stored.getFirst());
      many = true;
    }
    change.inserted(stored.stream().map(StoredRow::name).toList());
  }
}
