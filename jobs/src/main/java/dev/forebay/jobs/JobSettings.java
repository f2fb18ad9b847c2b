package dev.forebay.jobs;

import java.time.Duration;
import java.util.Map;

/**
 * How a node takes jobs.
 *
 * @param nodeId names the node's data folder, at most 50 characters; the same after a restart and
 *     never that of a second process, because whatever it held is taken from it at the start
 * @param lanes how many jobs the node runs at once, by the lane: none has to wait for another
 * @param pollInterval how often it looks for jobs that it was not told of
 * @param heartbeat how often it confirms a running job; after four missed ones, other nodes take it
 * @param drain how long running jobs may take to end at a stop; then they are given back
 * @param eventRetention how long a finished event's id is known, so that it is not run again
 */
public record JobSettings(
    String nodeId,
    Map<String, Integer> lanes,
    Duration pollInterval,
    Duration heartbeat,
    Duration drain,
    Duration eventRetention) {
  /** Checks the limits. */
  public JobSettings {
    lanes = Map.copyOf(lanes);
    require(!nodeId.isBlank() && nodeId.length() <= 50, "nodeId has 1 to 50 characters");
    require(lanes.values().stream().allMatch(n -> n > 0), "a lane needs at least 1 worker");
    require(pollInterval.isPositive(), "pollInterval must be longer than nothing");
    require(heartbeat.isPositive(), "heartbeat must be longer than nothing");
    require(!drain.isNegative(), "drain must not be negative");
    require(eventRetention.isPositive(), "eventRetention must be longer than nothing");
  }

  /** The defaults: a look every 200 ms, a heartbeat every 2 s, 10 s to drain, a day. */
  public static JobSettings of(String nodeId, Map<String, Integer> lanes) {
    return new JobSettings(
        nodeId,
        lanes,
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
