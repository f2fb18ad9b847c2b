package dev.forebay.benchmarks;

import java.nio.file.Path;
import java.util.Set;

/**
 * {@code benchmarks/run [reads] [lists] [misses] [mix] [crowd] [sql] [bulk] [usage] [staleness]
 * [start]}: all of them where none is named.
 */
public final class Main {
  private static final int SECONDS = 5;

  private Main() {}

  /** Prints the figures to standard output. */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(System.getProperty("forebay.home", ".")).toAbsolutePath().normalize();
    Set<String> chosen =
        args.length == 0
            ? Set.of(
                "reads",
                "lists",
                "misses",
                "mix",
                "crowd",
                "sql",
                "bulk",
                "usage",
                "staleness",
                "start")
            : Set.of(args);
    System.out.println(
        "%s, %d processors, Java %s"
            .formatted(
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version()));
    if (chosen.contains("reads")) {
      new ReadBenchmark(home, new Wrk(SECONDS)).run();
    }
    if (chosen.contains("lists")) {
      new ListBenchmark(home, new Wrk(SECONDS)).run();
    }
    if (chosen.contains("misses")) {
      new MissBenchmark(home, new Wrk(SECONDS)).run();
    }
    if (chosen.contains("mix")) {
      new MixBenchmark(home, new Wrk(SECONDS)).run();
    }
    if (chosen.contains("crowd")) {
      new CrowdBenchmark(home).run();
    }
    if (chosen.contains("sql")) {
      new SqlBenchmark(home, new Wrk(SECONDS)).run();
    }
    if (chosen.contains("bulk")) {
      new BulkBenchmark(home).run();
    }
    if (chosen.contains("usage")) {
      new UsageBenchmark(home).run();
    }
    if (chosen.contains("staleness")) {
      new StalenessBenchmark(home).run();
    }
    if (chosen.contains("start")) {
      new StartBenchmark(home).run();
    }
    System.exit(0);
  }
}
