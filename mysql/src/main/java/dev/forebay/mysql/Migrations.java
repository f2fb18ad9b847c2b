package dev.forebay.mysql;

import com.zaxxer.hikari.HikariDataSource;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.jspecify.annotations.Nullable;

/**
 * An application's SQL migrations, run by Flyway: {@code V1__create_customers.sql} and so on, each
 * once and in the order of the numbers, noted in the table {@code flyway_schema_history}. Nodes
 * that start at the same time wait for each other, ten minutes at most.
 *
 * <p>MySQL and MariaDB cannot roll DDL back, so a migration that fails may have half happened. It
 * is tried again only once its file has been changed: that is how its author says that it can be.
 *
 * <p>Where everything has run before, which is how almost every start finds it, Flyway itself is
 * left alone: loading its classes takes a second of processor time, comparing the files with the
 * history a few milliseconds.
 */
public final class Migrations {
  private static final int LOCK_SECONDS = 600;

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
    if (database.read(MigrationHistory::read).isOf(files)) {
      return 0;
    }
    database.transaction(session -> forgetCorrected(session, files));
    return migrate(database, folder, files);
  }

  /** Takes failed runs of files that have been changed since out of the history. */
  private static int forgetCorrected(Session session, MigrationFiles files) {
    MigrationHistory.read(session).runs().values().stream()
        .filter(run -> !run.succeeded() && run.isCorrectedIn(files))
        .forEach(
            run ->
                session.update(
                    "DELETE FROM flyway_schema_history WHERE script = ? AND success = 0",
                    List.of(run.script())));
    return 0;
  }

  private static int migrate(Database database, Path folder, MigrationFiles files) {
    try (HikariDataSource pool = database.migrationPool()) {
      return Flyway.configure()
          .dataSource(pool)
          .locations("filesystem:" + folder.toAbsolutePath())
          .loggers("slf4j")
          .placeholderReplacement(false)
          .validateMigrationNaming(true)
          // Tables of Forebay's own, or of the database's owner, may be there before the first one.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .lockRetryCount(LOCK_SECONDS)
          .load()
          .migrate()
          .migrationsExecuted;
    } catch (FlywayMigrateException e) {
      throw failed(e);
    } catch (FlywayException e) {
      throw database
          .read(MigrationHistory::read)
          .conflict(files)
          .map(conflict -> error(conflict.sentence(), null, conflict.remedy(), e))
          .orElseGet(() -> other(e));
    }
  }

  private static ForebayException failed(FlywayMigrateException e) {
    SQLException cause = sqlCause(e);
    String why = cause == null ? "" : ": " + SqlErrors.of(cause).getMessage();
    return error(
        "The migration %s failed".formatted(e.getMigration().getScript()),
        "Line " + e.getLineNumber() + why,
        "See the log for the database's reason. What stands before that line may have taken effect:"
            + " change the file so that it can run again, and it will",
        e);
  }

  /** Flyway's own complaints, of a file's name for example, hold nothing of the database's. */
  private static ForebayException other(FlywayException e) {
    SQLException cause = sqlCause(e);
    return cause == null
        ? error("The migrations cannot be run", e.getMessage(), "Correct the files", e)
        : SqlErrors.of(cause);
  }

  private static @Nullable SQLException sqlCause(Throwable e) {
    Throwable cause = e;
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return (SQLException) cause;
  }

  private static ForebayException error(
      String message, @Nullable String detail, String hint, Exception cause) {
    return new ForebayException(ErrorCode.MIGRATION_FAILED, message, detail, hint, cause);
  }
}
