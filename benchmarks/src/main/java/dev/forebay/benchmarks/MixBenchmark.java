package dev.forebay.benchmarks;

import dev.forebay.benchmarks.Contest.Entrant;
import java.nio.file.Path;
import java.util.List;

/**
 * 95 reads to 5 write-through updates of 100,000 rows, some far more popular than others (Zipf's
 * law), from an empty cache on. Beside the same SQL by hand without a cache.
 */
final class MixBenchmark {
  private static final String IDS = "100000";
  private static final String STOCK = "{\"stock\": {id}}";

  private final Path home;
  private final Wrk wrk;
  private int seed;

  MixBenchmark(Path home, Wrk wrk) {
    this.home = home;
    this.wrk = wrk;
  }

  void run() throws Exception {
    try (ForebayProcess forebay = ForebayProcess.startCold(home);
        BareProcess bare = BareProcess.start(forebay.run())) {
      Wrk.Scripted script =
          wrk.scripted(home.resolve("benchmarks/wrk/mix.lua"))
              .with("Content-Type: application/json");
      Wrk.Scripted withKey = script.with(forebay.withKey("Prefer: return=representation"));
      CacheFigures before = CacheFigures.of(forebay);
      Contest.run(
          "mix of 95 reads, 5 updates",
          List.of(
              new Entrant("bare", () -> rate(script, bare.url(), "/parts/{id}")),
              new Entrant(
                  "forebay", () -> rate(withKey, forebay.url(), "/rest/v1/parts?id=eq.{id}"))));
      CacheFigures.of(forebay).since(before).print("mix of 95 reads, 5 updates");
    }
  }

  /** Each time of other ids: what was read before is more likely to be read again, no more. */
  private double rate(Wrk.Scripted script, String url, String path) throws Exception {
    return script.rate(url, path, path, STOCK, IDS, Integer.toString(++seed));
  }
}
