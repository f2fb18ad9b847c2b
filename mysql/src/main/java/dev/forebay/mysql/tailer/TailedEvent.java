package dev.forebay.mysql.tailer;

import dev.forebay.mysql.binlog.BinlogEvent;
import java.time.Instant;

/** What a {@link Tailer} tells. */
public sealed interface TailedEvent {
  /** The binlog tells of a change. */
  record Changed(BinlogEvent event) implements TailedEvent {}

  /**
   * Changes may have been missed, and all of them can be read by now.
   *
   * @param reason why, for people
   */
  record PositionLost(String reason) implements TailedEvent {}

  /**
   * All transactions that committed before this instant were told before, here or by another node
   * that is done with them.
   *
   * @param instant by this node's clock
   */
  record Reached(Instant instant) implements TailedEvent {}
}
