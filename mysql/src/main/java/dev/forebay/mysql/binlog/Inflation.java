package dev.forebay.mysql.binlog;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes what MariaDB's {@code log_bin_compress} does. A compressed event is one of another type
 * that stands for one of the usual; it begins like that, and then has a byte whose lower three bits
 * say how many bytes the length takes, the length of what follows, and that as zlib packs it.
 *
 * @see <a href="https://mariadb.com/kb/en/compressing-events-to-reduce-size-of-the-binary-log/">
 *     MariaDB: compressed events</a>
 */
final class Inflation {
  private static final int LENGTH_BYTES = 7;

  private Inflation() {}

  /** The event that this one stands for: mostly itself. */
  static RawEvent of(RawEvent event) throws DataFormatException {
    return switch (event.type()) {
      case RawEvent.QUERY_COMPRESSED -> query(event);
      case RawEvent.WRITE_ROWS_COMPRESSED_V1 -> rows(event, RawEvent.WRITE_ROWS_V1);
      case RawEvent.UPDATE_ROWS_COMPRESSED_V1 -> rows(event, RawEvent.UPDATE_ROWS_V1);
      case RawEvent.DELETE_ROWS_COMPRESSED_V1 -> rows(event, RawEvent.DELETE_ROWS_V1);
      case RawEvent.WRITE_ROWS_COMPRESSED -> rows(event, RawEvent.WRITE_ROWS);
      case RawEvent.UPDATE_ROWS_COMPRESSED -> rows(event, RawEvent.UPDATE_ROWS);
      case RawEvent.DELETE_ROWS_COMPRESSED -> rows(event, RawEvent.DELETE_ROWS);
      default -> event;
    };
  }

  private static RawEvent query(RawEvent event) throws DataFormatException {
    Bytes at = event.bytes();
    at.skip(8);
    int databaseLength = at.small(1);
    at.skip(2);
    at.skip(at.small(2));
    at.skip(databaseLength + 1);
    return inflated(event, RawEvent.QUERY, at.position());
  }

  private static RawEvent rows(RawEvent event, int type) throws DataFormatException {
    Bytes at = event.bytes();
    RowsHeader header = RowsHeader.read(event.as(type, event.body()), at);
    int columns = at.packed();
    at.bits(columns);
    if (header.kind() == BinlogEvent.Kind.UPDATE) {
      at.bits(columns);
    }
    return inflated(event, type, at.position());
  }

  /** The event with what is packed from this place on. */
  private static RawEvent inflated(RawEvent event, int type, int start) throws DataFormatException {
    Bytes at = event.bytes();
    at.skip(start);
    int length = Math.toIntExact(at.big(at.small(1) & LENGTH_BYTES));
    byte[] body = Arrays.copyOf(event.body(), start + length);
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(event.body(), at.position(), event.body().length - at.position());
      if (inflater.inflate(body, start, length) != length) {
        throw new DataFormatException("The event is shorter than it says");
      }
    }
    return event.as(type, body);
  }
}
