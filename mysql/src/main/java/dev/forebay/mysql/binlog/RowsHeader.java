package dev.forebay.mysql.binlog;

import dev.forebay.mysql.binlog.BinlogEvent.Kind;

/**
 * How every row event begins.
 *
 * @param tableId the {@link TableMap} that it goes with
 * @param kind what was done to the rows
 */
record RowsHeader(long tableId, Kind kind) {
  /** An event that has no rows and only ends a statement. */
  private static final long NO_TABLE = 0xFFFFFF;

  /** Reads it; what follows are the number of columns, the bitmaps and the rows. */
  static RowsHeader read(RawEvent event, Bytes at) {
    long tableId = at.little(6);
    at.skip(2);
    if (event.type() >= RawEvent.WRITE_ROWS) {
      at.skip(at.small(2) - 2);
    }
    return new RowsHeader(tableId, kind(event.type()));
  }

  boolean hasTable() {
    return tableId != NO_TABLE;
  }

  private static Kind kind(int type) {
    return switch (type) {
      case RawEvent.WRITE_ROWS_V1, RawEvent.WRITE_ROWS -> Kind.INSERT;
      case RawEvent.DELETE_ROWS_V1, RawEvent.DELETE_ROWS -> Kind.DELETE;
      default -> Kind.UPDATE;
    };
  }
}
