package dev.forebay.mysql.tailer;

import java.time.Duration;

/**
 * How the nodes tail.
 *
 * @param node this node's name, which no other has
 * @param bound how old a change may be that has not been told; a node that has not heard for twice
 *     as long that another one tails takes over
 */
public record TailerSettings(String node, Duration bound) {
  /** Between two heartbeats, so that one may be late without all reads leaving the cache out. */
  Duration pause() {
    return bound.dividedBy(3);
  }

  /** How long a node that has fallen silent keeps the lease. */
  Duration lease() {
    return bound.multipliedBy(2);
  }

  /** How long whoever is told may take for one batch before another node tries its luck. */
  Duration patience() {
    return bound.multipliedBy(10);
  }
}
