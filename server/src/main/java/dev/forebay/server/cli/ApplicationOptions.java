package dev.forebay.server.cli;

import dev.forebay.server.run.Options;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The application and its data folder, as several commands take them. */
final class ApplicationOptions {
  @Parameters(
      index = "0",
      paramLabel = "APP_DIR",
      description = "The folder with the forebay.yaml.")
  Path application = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder; APP_DIR/.forebay where it is left out.")
  @Nullable Path data;

  /** Options of a command that serves nothing itself. */
  Options options() {
    return Options.of(application, data, null, null);
  }
}
