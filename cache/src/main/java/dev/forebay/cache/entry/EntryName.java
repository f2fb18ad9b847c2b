package dev.forebay.cache.entry;

import java.util.Objects;

/**
 * The canonical name of one cache entry. Two names are equal exactly when they mean the same rows,
 * so values must be canonical: integers without leading zeros, text as its collation's weight.
 *
 * @param kind what the entry holds
 * @param table the table's name
 * @param column a lookup's column; else the empty string
 * @param value the canonical primary key, or the canonical value that is looked up; of a
 *     generation, the empty string
 */
public record EntryName(Kind kind, String table, String column, String value) {
  /** No part may be null. */
  public EntryName {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(table);
    Objects.requireNonNull(column);
    Objects.requireNonNull(value);
  }

  /** The entry of the row with this canonical primary key. */
  public static EntryName row(String table, String primaryKey) {
    return new EntryName(Kind.ROW, table, "", primaryKey);
  }

  /** The entry of the rows whose column equals this canonical value. */
  public static EntryName lookup(String table, String column, String value) {
    return new EntryName(Kind.LOOKUP, table, column, value);
  }

  /** The entry of the table's generation. */
  public static EntryName table(String table) {
    return new EntryName(Kind.TABLE, table, "", "");
  }

  /** The entry of the generation that the table's lists are in. */
  public static EntryName lists(String table) {
    return new EntryName(Kind.LISTS, table, "", "");
  }

  /** What an entry holds. */
  public enum Kind {
    /** One row, by primary key. */
    ROW,
    /** The rows with one value in one column, inline. */
    LOOKUP,
    /** A table's generation, which is made anew when many rows are inserted. */
    TABLE,
    /** The generation of the lists that a table is in, which is made anew with every write. */
    LISTS
  }
}
