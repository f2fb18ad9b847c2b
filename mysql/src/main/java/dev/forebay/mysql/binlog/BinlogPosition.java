package dev.forebay.mysql.binlog;

/** A place between two transactions of the binlog. */
public sealed interface BinlogPosition {
  /** The position as one word, to be stored and {@linkplain #parse parsed} again. */
  String text();

  /**
   * By the transactions before it, so that it means the same on every server of a topology.
   *
   * @param set MariaDB's {@code 0-1-24} for each domain, or MySQL's {@code uuid:1-24}, with commas
   */
  record Gtids(String set) implements BinlogPosition {
    @Override
    public String text() {
      return "gtid:" + set;
    }

    boolean isOfMySql() {
      return set.contains(":");
    }
  }

  /**
   * By place, where the server does not count transactions.
   *
   * @param name the binlog file's name
   * @param offset the byte in it
   */
  record InFile(String name, long offset) implements BinlogPosition {
    @Override
    public String text() {
      return "file:" + name + ":" + offset;
    }
  }

  /** The position of this {@link #text}; an IllegalArgumentException for any other. */
  static BinlogPosition parse(String text) {
    if (text.startsWith("gtid:")) {
      return new Gtids(text.substring(5));
    }
    int colon = text.lastIndexOf(':');
    if (!text.startsWith("file:") || colon < 6) {
      throw new IllegalArgumentException("Not a position of the binlog: " + text);
    }
    return new InFile(text.substring(5, colon), Long.parseLong(text.substring(colon + 1)));
  }
}
