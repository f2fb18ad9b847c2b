package dev.forebay.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Two loads that take turns, so that a noisy neighbour disturbs both alike. */
final class Contest {
  private static final int ROUNDS = 5;

  /** One measurement: requests per second. */
  @FunctionalInterface
  interface Load {
    double rate() throws Exception;
  }

  private Contest() {}

  /** Warms both up, then prints the medians of the rounds and their ratio beside the goal. */
  static void run(String title, Load bare, Load forebay, double goal) throws Exception {
    bare.rate();
    forebay.rate();
    List<Double> bareRates = new ArrayList<>();
    List<Double> forebayRates = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      bareRates.add(bare.rate());
      forebayRates.add(forebay.rate());
    }
    double bareMedian = median(bareRates);
    double forebayMedian = median(forebayRates);
    System.out.printf(
        Locale.ROOT,
        "%-28s bare %,8.0f/s   forebay %,8.0f/s   ratio %.2f   (goal %.2f)%n",
        title,
        bareMedian,
        forebayMedian,
        forebayMedian / bareMedian,
        goal);
  }

  static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
