package dev.forebay.server;

import dev.forebay.server.engine.Engines;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/**
 * How long a start took, split into the engines' shares and Forebay's own. The engines start side
 * by side, so the slower one's time is theirs together; the rest, the JVM's start included, is our
 * own.
 */
final class StartTimes {
  private final Duration beforeMain =
      Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
  private final long begin = System.nanoTime();

  /** One line: {@code Started in 2.31 s: MariaDB 1.42 s, Redis 0.05 s, Forebay 0.89 s}. */
  String describe(Engines engines) {
    Duration total = beforeMain.plusNanos(System.nanoTime() - begin);
    Duration enginesTogether =
        engines.databaseStart().compareTo(engines.redisStart()) > 0
            ? engines.databaseStart()
            : engines.redisStart();
    return String.format(
        Locale.ROOT,
        "Started in %.2f s: MariaDB %.2f s, Redis %.2f s, Forebay %.2f s",
        seconds(total),
        seconds(engines.databaseStart()),
        seconds(engines.redisStart()),
        seconds(total.minus(enginesTogether)));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
