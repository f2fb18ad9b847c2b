package dev.forebay.data.write;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.data.entry.LockedRows;
import dev.forebay.data.entry.RowKey;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.plan.Plan.OnConflict;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Server;
import dev.forebay.mysql.Session;
import java.util.List;

/** Inserts rows, and finds out what the server has stored: each server tells it in its own way. */
sealed interface Inserter permits MariaDbInserter, MySqlInserter {
  /** The inserter for the renderer's server. */
  static Inserter of(Renderer renderer, LockedRows locked) {
    return renderer.server() == Server.MARIADB
        ? new MariaDbInserter(renderer)
        : new MySqlInserter(renderer, locked);
  }

  /** Whether the keys of inserted rows are known, whatever makes them. */
  default boolean tells(TableModel model) {
    return RowKey.isTold(model.table(), server());
  }

  /** Whose way it is. */
  Server server();

  /** Inserts rows without looking at them. */
  void insert(Session session, TableModel model, InsertRows rows);

  /**
   * Inserts rows, and reads them as they are stored: with defaults, after triggers. FB208 where
   * they could not be found.
   */
  List<StoredRow> insertAndRead(Session session, TableModel model, InsertRows rows);

  /** Inserts rows, and names them by the keys that they have then. */
  List<EntryName> insertAndName(Session session, TableModel model, InsertRows rows);

  /** Inserts rows or merges them; the names of those written, as far as the server tells them. */
  List<EntryName> upsert(Session session, TableModel model, InsertRows rows, OnConflict target);
}
