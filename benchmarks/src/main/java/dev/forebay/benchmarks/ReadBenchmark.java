package dev.forebay.benchmarks;

import dev.forebay.benchmarks.Contest.Entrant;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row by primary key: from Redis, from the process (near), and from the database, beside handlers
 * by hand.
 */
final class ReadBenchmark {
  private static final String FRESH = "Cache-Control: no-cache";
  private static final String ROW = "/rest/v1/items?id=eq.7";
  private static final String NEAR = "/rest/v1/prices?id=eq.7";

  private final Path home;
  private final @Nullable Path other;
  private final Wrk wrk;

  /** Beside another checkout's build, or null. */
  ReadBenchmark(Path home, @Nullable Path other, Wrk wrk) {
    this.home = home;
    this.other = other;
    this.wrk = wrk;
  }

  void run() throws Exception {
    try (Builds builds = Builds.start(home, other, "load");
        BareProcess bare = BareProcess.start(builds.now().run())) {
      Optional<String> python = FlaskPeer.python();
      if (python.isEmpty()) {
        System.out.println("no peer: Flask, PyMySQL, redis-py or gunicorn is not installed");
        contests(builds, bare, null);
        return;
      }
      try (FlaskPeer flask = FlaskPeer.start(python.get(), home, builds.now().run())) {
        contests(builds, bare, flask.url() + "/items/7");
      }
    }
  }

  private void contests(Builds builds, BareProcess bare, @Nullable String peer) throws Exception {
    contest("cached row", 0.85, bare.url() + "/hit", builds, ROW, peer);
    contest("near row", 0.8, bare.url() + "/constant", builds, NEAR, null);
    contest("uncached row", 0.7, bare.url() + "/row", builds, ROW, peer, FRESH);
  }

  private void contest(
      String title,
      double goal,
      String bare,
      Builds builds,
      String row,
      @Nullable String peer,
      String... headers)
      throws Exception {
    List<Entrant> entrants =
        builds.under(
            forebay -> () -> wrk.rate(forebay.url() + row, forebay.withKey(headers)),
            new Entrant("bare", () -> wrk.rate(bare, headers)));
    if (peer != null) {
      entrants.add(new Entrant("flask", () -> wrk.rate(peer, headers)));
    }
    Contest.run(title, goal, entrants);
  }
}
