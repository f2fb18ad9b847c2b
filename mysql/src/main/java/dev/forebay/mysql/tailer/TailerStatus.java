package dev.forebay.mysql.tailer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tailer is doing, for people.
 *
 * @param role what this node does
 * @param reached the instant up to which all transactions are known to have been told, by this
 *     node's clock; null before the first
 * @param problem why the log cannot be read just now, or null
 */
public record TailerStatus(Role role, @Nullable Instant reached, @Nullable String problem) {
  /** What a node does. */
  public enum Role {
    /** It reads the binlog. */
    TAILING,
    /** Another node does. */
    FOLLOWING
  }
}
