package dev.forebay.mysql.binlog;

import com.github.shyiko.mysql.binlog.event.EventData;

/**
 * One event of the binlog, as it stands there.
 *
 * @param type one of the constants here, or another
 * @param serverId of the server that wrote it first
 * @param nextPosition where the next event begins in the server's file; 0 for events that the
 *     server made up for its reader
 * @param ignorable whether a reader that does not know the type may pass over it
 * @param body without header and checksum
 * @see <a href="https://mariadb.com/kb/en/2-binlog-event-header/">MariaDB: binlog event header</a>
 */
@SuppressWarnings({"ArrayRecordComponent", "serial"})
record RawEvent(int type, long serverId, long nextPosition, boolean ignorable, byte[] body)
    implements EventData {
  static final int HEADER_LENGTH = 19;
  static final int CHECKSUM_LENGTH = 4;

  static final int QUERY = 2;
  static final int STOP = 3;
  static final int ROTATE = 4;
  static final int INTVAR = 5;
  static final int RAND = 13;
  static final int USER_VAR = 14;
  static final int FORMAT_DESCRIPTION = 15;
  static final int XID = 16;
  static final int TABLE_MAP = 19;
  static final int WRITE_ROWS_V1 = 23;
  static final int UPDATE_ROWS_V1 = 24;
  static final int DELETE_ROWS_V1 = 25;
  static final int HEARTBEAT = 27;
  static final int IGNORABLE = 28;
  static final int ROWS_QUERY = 29;
  static final int WRITE_ROWS = 30;
  static final int UPDATE_ROWS = 31;
  static final int DELETE_ROWS = 32;
  static final int GTID = 33;
  static final int ANONYMOUS_GTID = 34;
  static final int PREVIOUS_GTIDS = 35;
  static final int TRANSACTION_CONTEXT = 36;
  static final int VIEW_CHANGE = 37;
  static final int XA_PREPARE = 38;
  static final int PARTIAL_UPDATE_ROWS = 39;
  static final int HEARTBEAT_V2 = 41;
  static final int GTID_TAGGED = 42;
  static final int ANNOTATE_ROWS = 160;
  static final int BINLOG_CHECKPOINT = 161;
  static final int MARIADB_GTID = 162;
  static final int MARIADB_GTID_LIST = 163;
  static final int START_ENCRYPTION = 164;
  static final int QUERY_COMPRESSED = 165;
  static final int WRITE_ROWS_COMPRESSED_V1 = 166;
  static final int UPDATE_ROWS_COMPRESSED_V1 = 167;
  static final int DELETE_ROWS_COMPRESSED_V1 = 168;
  static final int WRITE_ROWS_COMPRESSED = 169;
  static final int UPDATE_ROWS_COMPRESSED = 170;
  static final int DELETE_ROWS_COMPRESSED = 171;

  private static final int IGNORABLE_FLAG = 0x80;

  /** An event of this header and body. */
  static RawEvent of(byte[] header, byte[] body) {
    Bytes at = new Bytes(header);
    at.skip(4);
    int type = at.small(1);
    long serverId = at.little(4);
    at.skip(4);
    long nextPosition = at.little(4);
    return new RawEvent(type, serverId, nextPosition, (at.small(2) & IGNORABLE_FLAG) != 0, body);
  }

  /** The length of a whole event, by its header. */
  static int length(byte[] header) {
    Bytes at = new Bytes(header);
    at.skip(9);
    return Math.toIntExact(at.little(4));
  }

  /** The same event as one of another type. */
  RawEvent as(int otherType, byte[] otherBody) {
    return new RawEvent(otherType, serverId, nextPosition, ignorable, otherBody);
  }

  Bytes bytes() {
    return new Bytes(body);
  }
}
