package dev.forebay.jobs;

import java.time.Duration;

/**
 * How a node takes jobs.
 *
 * @param nodeId names the node's data folder, at most 50 characters; the same after a restart and
 *     never that of a second process, because whatever it held is taken from it at the start
 * @param workers how many jobs the node runs at once
 * @param pollInterval how often it looks for jobs that it was not told of
 * @param heartbeat how often it confirms a running job; after four missed ones, other nodes take it
 * @param drain how long running jobs may take to end at a stop; then they are given back
 * @param eventRetention how long a finished event's id is known, so that it is not run again
 */
public record JobSettings(
    String nodeId,
    int workers,
    Duration pollInterval,
    Duration heartbeat,
    Duration drain,
    Duration eventRetention) {
  /** Checks the limits. */
  public JobSettings {
    require(!nodeId.isBlank() && nodeId.length() <= 50, "nodeId has 1 to 50 characters");
    require(workers > 0, "workers must be at least 1");
    require(pollInterval.isPositive(), "pollInterval must be longer than nothing");
    require(heartbeat.isPositive(), "heartbeat must be longer than nothing");
    require(!drain.isNegative(), "drain must not be negative");
    require(eventRetention.isPositive(), "eventRetention must be longer than nothing");
  }

  /** The defaults: 10 workers, a look every 200 ms, a heartbeat every 2 s, 10 s to drain, a day. */
  public static JobSettings of(String nodeId) {
    return new JobSettings(
        nodeId,
        10,
        Duration.ofMillis(200),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofDays(1));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
