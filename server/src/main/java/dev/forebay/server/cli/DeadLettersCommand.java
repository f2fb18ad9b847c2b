package dev.forebay.server.cli;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.server.run.RunFile;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code forebay dead-letters APP_DIR [show ID | replay ID]}, over the running application. */
@Command(
    name = "dead-letters",
    description = {
      "Lists the events whose function failed for good, newest first.",
      "  forebay dead-letters APP_DIR             lists them",
      "  forebay dead-letters APP_DIR show ID     prints one with its event, error and log",
      "  forebay dead-letters APP_DIR replay ID   invokes the function with the event again"
    },
    mixinStandardHelpOptions = true)
final class DeadLettersCommand implements Callable<Integer> {
  private static final String LETTERS = "/functions/v1/dead-letters";

  /** What to do with one dead letter. */
  private enum Action {
    SHOW,
    REPLAY
  }

  @Mixin private final ApplicationOptions application = new ApplicationOptions();

  @Parameters(index = "1", arity = "0..1", paramLabel = "ACTION", description = "show or replay")
  private @Nullable Action action;

  @Parameters(index = "2", arity = "0..1", paramLabel = "ID", description = "the dead letter's id")
  private @Nullable String id;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "List at most so many (default 50).")
  private int limit;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    AdminApi api = new AdminApi(RunFile.running(application.options()));
    if (action == null) {
      list(api, console);
    } else if (id == null) {
      throw new ForebayException(
          ErrorCode.USAGE, "Which dead letter? Name its id", "forebay dead-letters lists them.");
    } else if (action == Action.SHOW) {
      console.line(api.get(LETTERS + "/" + AdminApi.encoded(id)).toPrettyString());
    } else {
      JsonNode replayed = api.post(LETTERS + "/" + AdminApi.encoded(id) + "/replay");
      console.line("replayed " + id + " as event " + replayed.path("eventId").asString("?"));
    }
    return 0;
  }

  private void list(AdminApi api, Console console) {
    JsonNode letters = api.get(LETTERS + "?limit=" + limit);
    if (letters.isEmpty()) {
      console.line("No dead letters.");
    }
    for (JsonNode letter : letters) {
      console.line(
          "%s  %s  %s  attempts %s  %s"
              .formatted(
                  letter.path("id").asString(),
                  letter.path("lastFailedAt").asString(),
                  letter.path("function").asString(),
                  letter.path("attempts").asString(),
                  firstLine(letter.path("errorMessage").asString(""))));
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
