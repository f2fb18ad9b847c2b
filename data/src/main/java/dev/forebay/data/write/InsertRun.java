package dev.forebay.data.write;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import java.util.List;

/**
 * The rows that one INSERT puts into a table, a part at a time, and what the cache is told of them:
 * of some rows, an intent on each of their entries; of many, one on the table's, and what is kept
 * under their keys is invalidated. So neither memory nor Redis holds anything for each of many
 * rows.
 */
final class InsertRun {
  /** From so many rows on, it costs less to void what says that rows are not there. */
  private static final int MANY = 200;

  private final Change change;
  private final TableModel model;
  private final Inserter inserter;
  private final WriteProtocol protocol;
  private boolean many;

  InsertRun(Change change, TableModel model, Inserter inserter, WriteProtocol protocol) {
    this.change = change;
    this.model = model;
    this.inserter = inserter;
    this.protocol = protocol;
  }

  /** Whether the keys of the rows are known, whatever makes them. */
  boolean isTold() {
    return inserter.tells(model);
  }

  /** Inserts a part of the rows; {@code more} says whether others follow. */
  void insert(InsertRows part, boolean more) {
    if (!model.isCached()) {
      inserter.insert(change.session(), model, part);
    } else if (many) {
      List<EntryName> names = inserter.insertAndName(change.session(), model, part);
      requireAll(names, part);
      change.inserted(names);
    } else {
      var _ = insertAndRead(part, more);
    }
  }

  /** The same, and reads the rows as they are stored. FB415 where they are not found. */
  List<StoredRow> insertAndRead(InsertRows part, boolean more) {
    return many || more || part.size() >= MANY
        ? insertOfMany(part)
        : protocol.run(change, model, new NewRows(model, part, inserter)).after();
  }

  private List<StoredRow> insertOfMany(InsertRows part) {
    List<StoredRow> stored = inserter.insertAndRead(change.session(), model, part);
    requireAll(stored, part);
    if (model.isCached()) {
      if (!many) {
        change.insertMany(model, stored.getFirst());
        many = true;
      }
      change.inserted(stored.stream().map(StoredRow::name).toList());
    }
    return stored;
  }

  private void requireAll(List<?> stored, InsertRows part) {
    if (stored.size() != part.size()) {
      throw WriteProtocol.storedOtherwise(model);
    }
  }
}
