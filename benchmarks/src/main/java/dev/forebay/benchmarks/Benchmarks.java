package dev.forebay.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code benchmarks/run [--before DIR] [PART ...]}: all parts where none is named. {@code DIR} is
 * another checkout that has been built; reads, lists, sql and document run beside its build, too.
 */
public final class Benchmarks {
  private static final Set<String> PARTS =
      Set.of(
          "reads",
          "lists",
          "misses",
          "mix",
          "crowd",
          "sql",
          "jobs",
          "bulk",
          "usage",
          "staleness",
          "start",
          "document");
  private static final int SECONDS = 5;
  private static final int SECONDS_BESIDE_BEFORE = 2;

  private Benchmarks() {}

  /** Prints the figures to standard output. */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(System.getProperty("forebay.home", ".")).toAbsolutePath().normalize();
    boolean beside = args.length > 1 && args[0].equals("--before");
    Path other = beside ? Path.of(args[1]).toAbsolutePath().normalize() : null;
    List<String> named = List.of(args).subList(beside ? 2 : 0, args.length);
    Set<String> chosen = named.isEmpty() ? PARTS : Set.copyOf(named);
    Wrk wrk = new Wrk(beside ? SECONDS_BESIDE_BEFORE : SECONDS);
    System.out.println(
        "%s, %d processors, Java %s"
            .formatted(
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version()));
    if (chosen.contains("reads")) {
      new ReadBenchmark(home, other, wrk).run();
    }
    if (chosen.contains("lists")) {
      new ListBenchmark(home, other, wrk).run();
    }
    if (chosen.contains("misses")) {
      new MissBenchmark(home, wrk).run();
    }
    if (chosen.contains("mix")) {
      new MixBenchmark(home, wrk).run();
    }
    if (chosen.contains("crowd")) {
      new CrowdBenchmark(home).run();
    }
    if (chosen.contains("sql")) {
      new SqlBenchmark(home, other, wrk).run();
    }
    if (chosen.contains("jobs")) {
      new JobsBenchmark(home).run();
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
    if (chosen.contains("document")) {
      new DocumentBenchmark(home, other).run();
    }
    System.exit(0);
  }
}
