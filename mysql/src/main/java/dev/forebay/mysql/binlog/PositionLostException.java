package dev.forebay.mysql.binlog;

import org.jspecify.annotations.Nullable;

/** Says that the server has no longer, or not yet, what comes behind a position of its binlog. */
public final class PositionLostException extends RuntimeException {
  /** With the server's own words as the cause. */
  PositionLostException(BinlogPosition position, @Nullable Throwable cause) {
    super("The binlog has no transactions behind " + position.text(), cause);
  }
}
