package dev.forebay.server.cli;

import dev.forebay.server.CacheVerifier;
import dev.forebay.server.verify.Difference;
import dev.forebay.server.verify.Report;
import dev.forebay.server.verify.VerifiedEntries;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code forebay cache}. */
@Command(
    name = "cache",
    description = "Looks at the cache.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CacheCommand.Verify.class)
final class CacheCommand {

  /** {@code forebay cache verify APP_DIR}: 0 no difference, 1 differences, 2 could not be done. */
  @Command(
      name = "verify",
      description = {
        "Compares the cache's entries with the database and prints what differs.",
        "Exits with 0 where nothing does, 1 where something does, 2 where it could not be done."
      },
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = 2)
  static final class Verify implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Mixin private final ApplicationOptions application = new ApplicationOptions();

    @Option(names = "--table", paramLabel = "T", description = "Only the entries of this table.")
    private @Nullable String table;

    @Option(
        names = "--sample",
        paramLabel = "N",
        defaultValue = "1",
        description = "Only one entry in N, taken at random.")
    private int sample;

    @Option(
        names = "--json",
        description = "Print each difference, then the counts, as JSON lines.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      Console console = Console.of(spec);
      try (CacheVerifier verifier = new CacheVerifier(application.options(), System::getenv)) {
        Report report =
            verifier.verify(
                new VerifiedEntries(table, sample), d -> console.line(text(d)), progress(console));
        console.line(json ? JSON.writeValueAsString(report) : text(report));
        return report.differences() == 0 ? 0 : 1;
      }
    }

    private static LongConsumer progress(Console console) {
      long[] told = {System.nanoTime()};
      return keys -> {
        if (System.nanoTime() - told[0] > PROGRESS_NANOS) {
          told[0] = System.nanoTime();
          console.progress("%,d keys ...".formatted(keys));
        }
      };
    }

    private String text(Difference difference) {
      return json
          ? JSON.writeValueAsString(difference)
          : "%s%n  cached:   %s%n  database: %s%n  for       %s"
              .formatted(
                  difference.key(),
                  rows(difference.cached()),
                  rows(difference.database()),
                  left(difference.ttlMillis()));
    }

    private static String rows(@Nullable String array) {
      return array == null ? "no such row" : array;
    }

    private static String left(long millis) {
      return millis < 0 ? "ever" : millis / 1000 + " s";
    }

    private static String text(Report report) {
      StringBuilder text = new StringBuilder();
      line(text, report.rows(), "rows");
      line(text, report.lookups(), "lookups");
      line(text, report.notFounds(), "not-founds");
      line(text, report.unknown(), "of these not compared: not-founds of texts");
      line(
          text, report.unserved(), "of these not compared: of tables or definitions that are gone");
      line(
          text,
          report.intents(),
          "intents, the oldest of %d ms".formatted(report.oldestIntentMillis()));
      line(text, report.empty(), "entries without a value");
      line(text, report.skipped(), "entries passed over");
      line(text, report.others(), "other keys");
      line(text, report.changed(), "values differed until they were replaced, as they should");
      line(text, report.differences(), "differences");
      return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, long count, String what) {
      text.append("%,12d  %s%n".formatted(count, what));
    }
  }
}
