package dev.forebay.mysql.binlog;

import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the binlog tells of a database, in the order in which transactions committed. */
public sealed interface BinlogEvent {
  /**
   * A statement has changed rows of a table, or this is a part of them where they are many. An
   * event can come a moment before its transaction can be read.
   *
   * @param table as this node last read its definition
   * @param kind what was done to them
   * @param rows each row as it was and as it is: one of an insert or delete, of an update first the
   *     old and then the new one. They have the columns that were asked for and no others
   * @param transaction which one, as {@link dev.forebay.mysql.Session#nameCommit} names it; null
   *     where it has no such name
   */
  record RowsChanged(Table table, Kind kind, List<Row> rows, @Nullable String transaction)
      implements BinlogEvent {
    /** Copies the list. */
    public RowsChanged {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Rows may have changed without being named: by TRUNCATE, ALTER and the like, by a statement that
   * is in the binlog as text, or under another definition of the table than is known here. All that
   * can be read by the time this is told.
   *
   * @param what for the log, for example {@code TRUNCATE of invoices}; holds no values
   */
  record TablesChanged(String what) implements BinlogEvent {}

  /**
   * A transaction has ended: all events of it were told.
   *
   * @param position where to begin to be told what comes next
   */
  record Committed(BinlogPosition position) implements BinlogEvent {}

  /** What was done to rows. */
  enum Kind {
    /** They are new. */
    INSERT,
    /** They were there before; their key may be another now. */
    UPDATE,
    /** They are gone. */
    DELETE
  }
}
