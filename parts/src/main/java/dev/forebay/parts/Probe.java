package dev.forebay.parts;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A question of {@code /health}.
 *
 * @param name the answer's key
 * @param look finds out how it is just now; called for each request
 */
public record Probe(String name, Supplier<Finding> look) {
  /** How a node is, from the best to the worst. */
  public enum Level {
    /** It does all that it should. */
    UP,
    /** It does what it should, but slower, or not all of it. */
    DEGRADED,
    /** It had better not be asked: load balancers leave it out. */
    DOWN
  }

  /**
   * What was found.
   *
   * @param level how the node is, as far as this is concerned
   * @param detail what is told, as JSON; null for nothing
   */
  public record Finding(Level level, @Nullable Object detail) {}
}
