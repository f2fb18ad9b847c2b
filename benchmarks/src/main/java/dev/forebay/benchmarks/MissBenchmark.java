package dev.forebay.benchmarks;

import dev.forebay.benchmarks.Contest.Entrant;
import java.nio.file.Path;
import java.util.List;

/**
 * Rows by primary key that the cache has not: each is read once, so each read takes a lease, loads
 * the row and fills the entry. Beside the SELECT alone, by hand.
 */
final class MissBenchmark {
  private static final int ROWS = 500_000;

  /** At most 2.2 times the cost of the bare read. */
  private static final double GOAL = 1 / 2.2;

  private final Path home;
  private final Wrk wrk;
  private long next = 1;

  MissBenchmark(Path home, Wrk wrk) {
    this.home = home;
    this.wrk = wrk;
  }

  void run() throws Exception {
    try (ForebayProcess forebay = ForebayProcess.startCold(home);
        BareProcess bare = BareProcess.start(forebay.run())) {
      CacheFigures before = CacheFigures.of(forebay);
      Wrk.Scripted script = wrk.scripted(home.resolve("benchmarks/wrk/request.lua"));
      Wrk.Scripted withKey = script.with(forebay.withKey());
      Contest.run(
          "miss",
          GOAL,
          List.of(
              new Entrant("bare", () -> script.rate(bare.url(), "GET", "/parts/{n}", "", "1")),
              new Entrant("forebay", () -> misses(withKey, forebay))));
      CacheFigures.of(forebay).since(before).print("miss");
    }
  }

  /** Of rows that have not been read before. */
  private double misses(Wrk.Scripted script, ForebayProcess forebay) throws Exception {
    String first = Long.toString(next);
    double rate = script.rate(forebay.url(), "GET", "/rest/v1/parts?id=eq.{n}", "", first);
    next += (long) (rate * (wrk.seconds() + 1)) + 1000;
    if (next > ROWS) {
      throw new IllegalStateException("there are too few rows for so many misses");
    }
    return rate;
  }
}
