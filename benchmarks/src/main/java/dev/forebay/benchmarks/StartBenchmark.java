package dev.forebay.benchmarks;

import java.nio.file.Path;

/** From {@code ./forebay run} to ready on an existing data folder, as Forebay itself splits it. */
final class StartBenchmark {
  private static final int STARTS = 5;

  private final Path home;

  StartBenchmark(Path home) {
    this.home = home;
  }

  void run() throws Exception {
    Path data = home.resolve("benchmarks/target/data/start");
    for (int start = 0; start <= STARTS; start++) {
      long begin = System.nanoTime();
      try (ForebayProcess forebay =
          ForebayProcess.start(home, home.resolve("apps/billing"), data)) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        String split = forebay.logged("Started in");
        System.out.printf(
            "%-28s %.2f s from the command to ready   %s%n",
            start == 0 ? "start, first" : "start", seconds, split);
      }
    }
  }
}
