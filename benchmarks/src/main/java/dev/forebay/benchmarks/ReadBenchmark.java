package dev.forebay.benchmarks;

import dev.forebay.benchmarks.Contest.Entrant;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private final Wrk wrk;

  ReadBenchmark(Path home, Wrk wrk) {
    this.home = home;
    this.wrk = wrk;
  }

  void run() throws Exception {
    try (ForebayProcess forebay = ForebayProcess.startForLoad(home);
        BareProcess bare = BareProcess.start(forebay.run())) {
      Optional<String> python = FlaskPeer.python();
      if (python.isEmpty()) {
        System.out.println("no peer: Flask, PyMySQL, redis-py or gunicorn is not installed");
        contests(forebay, bare, null);
        return;
      }
      try (FlaskPeer flask = FlaskPeer.start(python.get(), home, forebay.run())) {
        contests(forebay, bare, flask.url() + "/items/7");
      }
    }
  }

  private void contests(ForebayProcess forebay, BareProcess bare, @Nullable String peer)
      throws Exception {
    contest("cached row", 0.85, bare.url() + "/hit", forebay, ROW, peer);
    contest("near row", 0.8, bare.url() + "/constant", forebay, NEAR, null);
    contest("uncached row", 0.7, bare.url() + "/row", forebay, ROW, peer, FRESH);
  }

  private void contest(
      String title,
      double goal,
      String bare,
      ForebayProcess forebay,
      String row,
      @Nullable String peer,
      String... headers)
      throws Exception {
    List<Entrant> entrants = new ArrayList<>();
    entrants.add(new Entrant("bare", () -> wrk.rate(bare, headers)));
    entrants.add(
        new Entrant("forebay", () -> wrk.rate(forebay.url() + row, forebay.withKey(headers))));
    if (peer != null) {
      entrants.add(new Entrant("flask", () -> wrk.rate(peer, headers)));
    }
    Contest.run(title, goal, entrants);
  }
}
