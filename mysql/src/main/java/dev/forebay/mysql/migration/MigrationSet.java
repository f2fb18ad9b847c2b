package dev.forebay.mysql.migration;

import dev.forebay.mysql.migration.MigrationHistory.Conflict;
import java.util.Optional;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Numbered SQL files, and the table that notes which of them have run. */
interface MigrationSet {
  /** The name of the table. */
  String history();

  /** Tells Flyway where the files are. */
  void locate(FluentConfiguration flyway);

  /** Why the files do not go with what has run, if they do not. */
  Optional<Conflict> conflict(MigrationHistory history);

  /** That no file can be run, in a sentence. */
  String refusal();

  /** What to do about a file that has failed, for a reason that is in the log. */
  String remedy();
}
