package dev.forebay.mysql.binlog;

import org.jspecify.annotations.Nullable;

/**
 * The form of one column's values in row events.
 *
 * @param type MySQL's type code; for a STRING the real one of ENUM and SET
 * @param meta what the type needs beside it: a length, a precision, the digits of a fraction
 * @see <a href="https://mariadb.com/kb/en/rows_event_v1v2-rows_compressed_event_v1/">MariaDB: row
 *     events</a>
 */
record Cell(int type, int meta) {
  static final int TINY = 1;
  static final int SHORT = 2;
  static final int LONG = 3;
  static final int FLOAT = 4;
  static final int DOUBLE = 5;
  static final int OLD_TIMESTAMP = 7;
  static final int LONGLONG = 8;
  static final int INT24 = 9;
  static final int DATE = 10;
  static final int OLD_TIME = 11;
  static final int OLD_DATETIME = 12;
  static final int YEAR = 13;
  static final int VARCHAR = 15;
  static final int BIT = 16;
  static final int TIMESTAMP = 17;
  static final int DATETIME = 18;
  static final int TIME = 19;
  static final int BLOB_COMPRESSED = 140;
  static final int VARCHAR_COMPRESSED = 141;
  static final int VECTOR = 242;
  static final int JSON = 245;
  static final int DECIMAL = 246;
  static final int ENUM = 247;
  static final int SET = 248;
  static final int TINY_BLOB = 249;
  static final int BLOB = 252;
  static final int VAR_STRING = 253;
  static final int STRING = 254;
  static final int GEOMETRY = 255;

  private static final int[] DECIMAL_BYTES = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

  /** The cell of a type, whose metadata is read; null where the type is not known. */
  static @Nullable Cell read(int type, Bytes metadata) {
    return switch (type) {
      case TINY, SHORT, LONG, LONGLONG, INT24, YEAR, DATE -> new Cell(type, 0);
      case OLD_TIMESTAMP, OLD_TIME, OLD_DATETIME -> new Cell(type, 0);
      case FLOAT, DOUBLE, TIMESTAMP, DATETIME, TIME -> new Cell(type, metadata.small(1));
      case TINY_BLOB, 250, 251, BLOB, BLOB_COMPRESSED, JSON, GEOMETRY, VECTOR ->
          new Cell(BLOB, metadata.small(1));
      case VARCHAR, VAR_STRING, VARCHAR_COMPRESSED -> new Cell(VARCHAR, metadata.small(2));
      case BIT, DECIMAL -> new Cell(type, metadata.small(2));
      case STRING, ENUM, SET -> string((int) metadata.big(2));
      default -> null;
    };
  }

  /** The first byte is the real type; long strings hide two bits of their length in it. */
  private static Cell string(int meta) {
    int type = meta >> 8;
    int length = meta & 0xFF;
    if (type == ENUM || type == SET) {
      return new Cell(type, length);
    }
    int more = (type & 0x30) ^ 0x30;
    return new Cell(STRING, length | more << 4);
  }

  /** How many bytes the value takes that begins here, the count before a string included. */
  void skip(Bytes at) {
    at.skip(isCounted() ? count(at) : fixedLength());
  }

  /** The bytes of a string or blob that begins here. */
  byte[] counted(Bytes at) {
    return at.take(count(at));
  }

  boolean isCounted() {
    return type == VARCHAR || type == STRING || type == BLOB;
  }

  private int count(Bytes at) {
    return at.small(type == BLOB ? meta : meta < 256 ? 1 : 2);
  }

  /** The length of a value that is not counted. */
  int fixedLength() {
    return switch (type) {
      case TINY, YEAR -> 1;
      case SHORT -> 2;
      case INT24, DATE, OLD_TIME -> 3;
      case LONG, FLOAT, OLD_TIMESTAMP -> 4;
      case LONGLONG, DOUBLE, OLD_DATETIME -> 8;
      case TIME -> 3 + fractionLength();
      case TIMESTAMP -> 4 + fractionLength();
      case DATETIME -> 5 + fractionLength();
      case BIT -> (meta >> 8) + ((meta & 0xFF) + 7) / 8;
      case DECIMAL -> digits(precision() - scale()) + digits(scale());
      case ENUM, SET -> meta;
      default -> throw new IllegalStateException("Type " + type + " has no fixed length");
    };
  }

  /** Two digits of a time's fraction take a byte. */
  int fractionLength() {
    return (meta + 1) / 2;
  }

  /** All digits of a DECIMAL. */
  int precision() {
    return meta & 0xFF;
  }

  /** Those behind its point. */
  int scale() {
    return meta >> 8;
  }

  /** Nine digits take four bytes. */
  private static int digits(int count) {
    return count / 9 * 4 + DECIMAL_BYTES[count % 9];
  }
}
