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

/** {@code forebay jobs APP_DIR [show ID | cancel ID]}, over the running application. */
@Command(
    name = "jobs",
    description = {
      "Lists the jobs: what waits, runs, is done again and again, and what has ended lately.",
      "  forebay jobs APP_DIR             lists them, those due last first",
      "  forebay jobs APP_DIR show ID     prints one",
      "  forebay jobs APP_DIR cancel ID   ends one that waits or runs"
    },
    mixinStandardHelpOptions = true)
final class JobsCommand implements Callable<Integer> {
  private static final String JOBS = "/jobs/v1";

  /** What to do with one job. */
  private enum Action {
    SHOW,
    CANCEL
  }

  @Mixin private final ApplicationOptions application = new ApplicationOptions();

  @Parameters(index = "1", arity = "0..1", paramLabel = "ACTION", description = "show or cancel")
  private @Nullable Action action;

  @Parameters(index = "2", arity = "0..1", paramLabel = "ID", description = "the job's id")
  private @Nullable String id;

  @Option(
      names = "--state",
      description = "List only those: scheduled, waiting, running, done, failed or cancelled.")
  private @Nullable String state;

  @Option(names = "--kind", description = "List only those of this function, or load:TABLE.")
  private @Nullable String kind;

  @Option(names = "--lane", description = "List only those of this lane: functions or loads.")
  private @Nullable String lane;

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
          ErrorCode.USAGE, "Which job? Name its id", "forebay jobs lists them.");
    } else if (action == Action.SHOW) {
      console.line(api.get(JOBS + "/" + AdminApi.encoded(id)).toPrettyString());
    } else {
      JsonNode job = api.delete(JOBS + "/" + AdminApi.encoded(id));
      boolean ended = job.path("state").asString().equals("cancelled");
      console.line(ended ? "cancelled " + id : "the node that runs " + id + " is asked to end it");
    }
    return 0;
  }

  private void list(AdminApi api, Console console) {
    JsonNode page =
        api.get(
            JOBS
                + "?limit="
                + limit
                + parameter("state", state)
                + parameter("kind", kind)
                + parameter("lane", lane));
    if (page.path("jobs").isEmpty()) {
      console.line("No jobs.");
    }
    page.path("jobs").forEach(job -> console.line(line(job)));
    if (!page.path("next").isNull()) {
      console.line("There are more: --limit shows them.");
    }
  }

  private static String line(JsonNode job) {
    boolean ended = job.path("dueAt").isNull();
    return "%s  %-9s  %s  %s%s"
        .formatted(
            job.path("id").asString(),
            job.path("state").asString(),
            job.path(ended ? "endedAt" : "dueAt").asString(),
            job.path("kind").asString(),
            remark(job));
  }

  private static String remark(JsonNode job) {
    JsonNode progress = job.path("progress");
    if (job.path("state").asString().equals("running") && !progress.isNull()) {
      return "  %s of %s %s"
          .formatted(
              progress.path("done").asString(),
              progress.path("total").asString("?"),
              progress.path("note").asString(""));
    }
    return job.path("errorType").isNull() ? "" : "  " + job.path("errorType").asString();
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + AdminApi.encoded(value);
  }
}
