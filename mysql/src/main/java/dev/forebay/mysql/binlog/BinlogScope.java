package dev.forebay.mysql.binlog;

import dev.forebay.mysql.schema.Table;
import java.util.Optional;
import java.util.Set;

/** What a reader of the binlog is asked for, and what it has to know. Called by its thread. */
public interface BinlogScope {
  /** The database whose changes are told. */
  String database();

  /**
   * The table of this name, as it was when the last change of a definition was {@linkplain #settle
   * settled}, or later; none where its rows are of no interest.
   */
  Optional<Table> table(String name);

  /** The columns to be read of its rows; none where its rows are of no interest. */
  Set<String> columns(Table table);

  /**
   * Whether foreign keys may have changed other rows of interest together with these. Such changes
   * are not in the log.
   */
  boolean cascades(BinlogEvent.RowsChanged change);

  /**
   * Returns once all transactions can be read that are in the binlog, and {@link #table} knows the
   * definitions as they are now. Throws where the database is away.
   */
  void settle();
}
