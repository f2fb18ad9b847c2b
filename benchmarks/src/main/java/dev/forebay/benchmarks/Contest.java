package dev.forebay.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Loads that take turns, so that a noisy neighbour disturbs all alike. The first is the bare limit.
 */
final class Contest {
  private static final int ROUNDS = 5;

  /** One measurement: requests per second. */
  @FunctionalInterface
  interface Load {
    double rate() throws Exception;
  }

  /** One that takes part. */
  record Entrant(String name, Load load) {}

  private Contest() {}

  /** Warms all up, then prints the medians of the rounds and their ratios to the bare limit. */
  static void run(String title, double goal, List<Entrant> entrants) throws Exception {
    run(title, "   (goal %.2f)".formatted(goal), entrants);
  }

  /** The same where there is no goal. */
  static void run(String title, List<Entrant> entrants) throws Exception {
    run(title, "", entrants);
  }

  private static void run(String title, String goal, List<Entrant> entrants) throws Exception {
    for (Entrant entrant : entrants) {
      entrant.load().rate();
    }
    List<List<Double>> rates =
        entrants.stream().map(_ -> (List<Double>) new ArrayList<Double>()).toList();
    for (int round = 0; round < ROUNDS; round++) {
      for (int entrant = 0; entrant < entrants.size(); entrant++) {
        rates.get(entrant).add(entrants.get(entrant).load().rate());
      }
    }
    double bare = median(rates.getFirst());
    for (int entrant = 0; entrant < entrants.size(); entrant++) {
      String name = entrants.get(entrant).name();
      double rate = median(rates.get(entrant));
      System.out.printf(
          Locale.ROOT,
          "%-28s %-8s %,8.0f/s   ratio %.2f%s%n",
          title,
          name,
          rate,
          rate / bare,
          name.equals("forebay") ? goal : "");
    }
  }

  static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
