package dev.forebay.mysql.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a column's values are, with all that its definition says of them. */
public sealed interface ColumnType {
  /**
   * The type that is declared so.
   *
   * @param declared in the server's words, for example {@code bigint(20) unsigned}
   * @param collation of a text, where it is known
   */
  static ColumnType of(String declared, @Nullable String collation) {
    return Declaration.of(declared).type(collation, false);
  }

  /**
   * TINYINT to BIGINT: exact digits.
   *
   * @param bits its width: 8, 16, 24, 32 or 64
   * @param unsigned whether it has no negative numbers
   */
  record Int(int bits, boolean unsigned) implements ColumnType {}

  /**
   * A number that stands for false (0) and true (1), and may hold others: TINYINT(1), as MySQL's
   * BOOLEAN is stored, or BIT(1), as Hibernate makes of one.
   *
   * @param number what it is as a number: an {@link Int} or a {@link Bit}
   * @param key whether it is a key, where each number stands for itself
   */
  record Bool(ColumnType number, boolean key) implements ColumnType {}

  /** YEAR: 0 and 1901 to 2155. */
  record Year() implements ColumnType {}

  /**
   * BIT(n).
   *
   * @param bits how many
   */
  record Bit(int bits) implements ColumnType {}

  /**
   * DECIMAL: exact digits.
   *
   * @param precision all digits
   * @param scale those behind the point
   * @param unsigned whether it has no negative numbers
   */
  record Decimal(int precision, int scale, boolean unsigned) implements ColumnType {}

  /**
   * FLOAT and DOUBLE.
   *
   * @param single whether it is FLOAT
   */
  record Real(boolean single) implements ColumnType {}

  /**
   * CHAR, VARCHAR, TEXT.
   *
   * @param collation by which values are equal; null where it is not known, as of a parameter
   * @param fixed whether it is CHAR, which forgets blanks at the end
   * @param length the most characters, or of TEXT bytes; -1 where it is not known
   */
  record Text(@Nullable Collation collation, boolean fixed, long length) implements ColumnType {
    /**
     * Whether a text is compared as it is with blanks up to the column's length, although none are
     * shown: as in MariaDB's CHAR under a collation that does not pad.
     */
    public boolean comparesBlanks() {
      return fixed && collation != null && collation.name().contains("nopad");
    }
  }

  /**
   * ENUM.
   *
   * @param labels in the order of their numbers, from 1
   */
  record Enumeration(List<String> labels) implements ColumnType {
    /** Copies the list. */
    public Enumeration {
      labels = List.copyOf(labels);
    }
  }

  /**
   * SET.
   *
   * @param labels in the order of their bits
   */
  record SetOf(List<String> labels) implements ColumnType {
    /** Copies the list. */
    public SetOf {
      labels = List.copyOf(labels);
    }
  }

  /** JSON; MariaDB's is LONGTEXT with a JSON_VALID check. */
  record Json() implements ColumnType {}

  /** DATE. */
  record Date() implements ColumnType {}

  /**
   * DATETIME and TIMESTAMP.
   *
   * @param fraction the digits of the seconds' fraction, up to 6
   * @param timestamp whether it is TIMESTAMP
   */
  record DateTime(int fraction, boolean timestamp) implements ColumnType {}

  /**
   * TIME.
   *
   * @param fraction the digits of the seconds' fraction, up to 6
   */
  record Time(int fraction) implements ColumnType {}

  /**
   * BINARY, VARBINARY, BLOB.
   *
   * @param fixed whether it is BINARY, which fills up with zeros
   * @param length the most bytes; -1 where it is not known
   */
  record Binary(boolean fixed, long length) implements ColumnType {}

  /**
   * VECTOR.
   *
   * @param dimensions how many numbers of four bytes
   */
  record Vector(int dimensions) implements ColumnType {}

  /** MariaDB's UUID. */
  record Uuid() implements ColumnType {}

  /**
   * MariaDB's INET4 and INET6.
   *
   * @param v6 whether it is INET6
   */
  record Inet(boolean v6) implements ColumnType {}

  /**
   * A spatial type.
   *
   * @param kind the type's name, for example {@code point}
   * @param srid the reference system that MySQL holds it to; 0 where it is held to none
   */
  record Geometry(String kind, int srid) implements ColumnType {}
}
