package dev.forebay.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Times in milliseconds. */
final class Latencies {
  private Latencies() {}

  /** Prints the median, the 99th percentile and the longest, in a line. */
  static void print(String title, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-28s p50 %.1f ms   p99 %.1f ms   longest %.1f ms%n",
        title,
        percentile(sorted, 50),
        percentile(sorted, 99),
        Collections.max(sorted));
  }

  /** The percentile of sorted times. */
  static double percentile(List<Double> sorted, int percent) {
    return sorted.get(sorted.size() * percent / 100);
  }
}
