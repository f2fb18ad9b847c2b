package dev.forebay.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Loads that take turns, so that a noisy neighbour disturbs all alike; every other round in
 * reverse, so that none always comes behind the same one. The first is the bare limit.
 */
final class Contest {
  /** The name of the build that this one is compared with, beside the bare limit. */
  static final String BEFORE = "before";

  private static final int ROUNDS = 5;

  /** Two builds differ by less than a build and the bare limit do. */
  private static final int ROUNDS_BESIDE_BEFORE = 15;

  /** One measurement: requests per second. */
  @FunctionalInterface
  interface Load {
    double rate() throws Exception;
  }

  /**
   * One that takes part.
   *
   * @param cpu how long its process has been on the processor; zero where that is not asked
   */
  record Entrant(String name, Load load, Supplier<Duration> cpu) {
    Entrant(String name, Load load) {
      this(name, load, () -> Duration.ZERO);
    }

    /** One round. */
    Round round() throws Exception {
      Duration used = cpu.get();
      long begin = System.nanoTime();
      double rate = load.rate();
      double requests = rate * (System.nanoTime() - begin) / 1e9;
      return new Round(rate, cpu.get().minus(used).toNanos() / 1e3 / requests);
    }
  }

  /**
   * What came of a round.
   *
   * @param rate requests per second
   * @param cpu microseconds of the process's time on the processor for each, about
   */
  record Round(double rate, double cpu) {}

  /** The medians of an entrant's rounds. */
  private static Round medians(List<Round> rounds) {
    return new Round(
        median(new ArrayList<>(rounds.stream().map(Round::rate).toList())),
        median(new ArrayList<>(rounds.stream().map(Round::cpu).toList())));
  }

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
    boolean besideBefore = entrants.stream().anyMatch(e -> e.name().equals(BEFORE));
    int most = besideBefore ? ROUNDS_BESIDE_BEFORE : ROUNDS;
    Map<String, List<Round>> rounds = new HashMap<>();
    List<Entrant> order = entrants;
    for (int round = 0; round < most; round++) {
      order = order.reversed();
      for (Entrant entrant : order) {
        rounds.computeIfAbsent(entrant.name(), _ -> new ArrayList<>()).add(entrant.round());
      }
    }
    Map<String, Round> medians = new LinkedHashMap<>();
    entrants.forEach(e -> medians.put(e.name(), medians(rounds.getOrDefault(e.name(), List.of()))));
    print(title, goal, medians);
  }

  private static void print(String title, String goal, Map<String, Round> medians) {
    double bare = medians.values().iterator().next().rate();
    medians.forEach(
        (name, round) ->
            System.out.printf(
                Locale.ROOT,
                "%-28s %-8s %,8.0f/s   ratio %.2f%s%s%n",
                title,
                name,
                round.rate(),
                round.rate() / bare,
                round.cpu() == 0 ? "" : "   %.0f µs of CPU".formatted(round.cpu()),
                name.equals("forebay") ? goal : ""));
    Round before = medians.get(BEFORE);
    Round now = medians.get("forebay");
    if (before != null && now != null) {
      System.out.printf(
          Locale.ROOT,
          "%-28s beside the build before: rate %.2f, CPU %.2f%n",
          title,
          now.rate() / before.rate(),
          now.cpu() / before.cpu());
    }
  }

  static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
