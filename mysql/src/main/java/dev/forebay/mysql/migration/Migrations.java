package dev.forebay.mysql.migration;

import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.migration.MigrationHistory.Conflict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * An application's SQL migrations, run by Flyway: {@code V1__create_customers.sql} and so on, each
 * once and in the order of the numbers, noted in the table {@code flyway_schema_history}.
 *
 * <p>MySQL and MariaDB cannot roll DDL back, so a migration that fails may have half happened. It
 * is tried again only once its file has been changed: that is how its author says that it can be.
 *
 * <p>Where everything has run before, which is how almost every start finds it, Flyway itself is
 * left alone: comparing the files with the history takes a few milliseconds.
 */
public final class Migrations {
  static final String HISTORY = "flyway_schema_history";

  private Migrations() {}

  /**
   * Runs what the database has not had yet. A folder that does not exist has none.
   *
   * @return how many migrations ran
   * @throws ForebayException FB412 if one fails, or the files do not go with what has run
   */
  public static int run(Database database, Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    MigrationFiles files = MigrationFiles.in(folder);
    if (database.read(session -> MigrationHistory.read(session, HISTORY)).isOf(files)) {
      return 0;
    }
    database.transaction(session -> forgetCorrected(session, files));
    return FlywayRun.migrate(database, new Folder(folder, files));
  }

  /** Takes failed runs of files that have been changed since out of the history. */
  private static long forgetCorrected(Session session, MigrationFiles files) {
    return MigrationHistory.read(session, HISTORY).forget(session, run -> run.isCorrectedIn(files));
  }

  /** The files for Flyway. */
  private record Folder(Path path, MigrationFiles files) implements MigrationSet {
    @Override
    public String history() {
      return HISTORY;
    }

    @Override
    public void locate(FluentConfiguration flyway) {
      flyway.locations("filesystem:" + path.toAbsolutePath());
    }

    @Override
    public Optional<Conflict> conflict(MigrationHistory history) {
      return history.conflict(files);
    }

    @Override
    public String refusal() {
      return "The migrations cannot be run";
    }

    @Override
    public String remedy() {
      return "See the log for the database's reason. What stands before that line may have taken"
          + " effect: change the file so that it can run again, and it will";
    }
  }
}
