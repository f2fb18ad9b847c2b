package dev.forebay.mysql.migration;

import com.zaxxer.hikari.HikariDataSource;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.SqlErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.jspecify.annotations.Nullable;

/**
 * One run of Flyway. Nodes that start at the same time wait for each other, ten minutes at most.
 * Flyway's own lock does not do for that: it is not held yet while Flyway makes its table and puts
 * the baseline into it, and of two nodes that do so at once one fails.
 *
 * <p>Loading Flyway's classes takes a second of processor time, so that a start that finds
 * everything as it should be does without this one.
 */
final class FlywayRun {
  private static final int LOCK_SECONDS = 600;

  /** A lock's name has 64 characters at most, and is common to all databases of the server. */
  private static final String LOCK = "SELECT GET_LOCK(SHA2(CONCAT(DATABASE(), '.', ?), 224), ?)";

  private FlywayRun() {}

  /** Runs what the database has not had yet: how many files that were. FB412, FB4xx. */
  static int migrate(Database database, MigrationSet set) {
    try (HikariDataSource pool = database.migrationPool();
        Connection holder = pool.getConnection()) {
      lock(holder, set);
      return configured(pool, set).load().migrate().migrationsExecuted;
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    } catch (FlywayMigrateException e) {
      throw failed(e, set);
    } catch (FlywayException e) {
      throw set.conflict(database.read(session -> MigrationHistory.read(session, set.history())))
          .map(conflict -> error(conflict.sentence(), null, conflict.remedy(), e))
          .orElseGet(() -> other(e, set));
    }
  }

  private static FluentConfiguration configured(DataSource pool, MigrationSet set) {
    FluentConfiguration flyway =
        Flyway.configure()
            .dataSource(pool)
            .table(set.history())
            .loggers("slf4j")
            .placeholderReplacement(false)
            .validateMigrationNaming(true)
            // Tables of somebody else may be there before the first file.
            .baselineOnMigrate(true)
            .baselineVersion("0");
    set.locate(flyway);
    return flyway;
  }

  /** Until the connection ends, which it does with its pool. */
  private static void lock(Connection holder, MigrationSet set) throws SQLException {
    try (PreparedStatement statement = holder.prepareStatement(LOCK)) {
      statement.setString(1, set.history());
      statement.setInt(2, LOCK_SECONDS);
      try (ResultSet answer = statement.executeQuery()) {
        if (!answer.next() || answer.getInt(1) == 0) {
          String hint = "See what it does, or end it, and start again";
          throw error(set.refusal(), "Another node has been at it for ten minutes", hint, null);
        }
      }
    }
  }

  private static ForebayException failed(FlywayMigrateException e, MigrationSet set) {
    return error(
        "The migration %s failed".formatted(e.getMigration().getScript()),
        "Line " + e.getLineNumber() + sqlCause(e).map(cause -> ": " + reason(cause)).orElse(""),
        set.remedy(),
        e);
  }

  private static String reason(SQLException e) {
    return missingRight(e).orElseGet(() -> SqlErrors.of(e).getMessage());
  }

  private static Optional<String> missingRight(SQLException e) {
    return SqlErrors.missingRight(e).map(right -> "The database account lacks " + right);
  }

  /** Flyway's own complaints, of a file's name for example, hold nothing of the database's. */
  private static ForebayException other(FlywayException e, MigrationSet set) {
    Optional<SQLException> cause = sqlCause(e);
    if (cause.isEmpty()) {
      return error(set.refusal(), e.getMessage(), "Correct the files", e);
    }
    return missingRight(cause.get())
        .map(right -> error(set.refusal(), right, "Grant it, and start again", e))
        .orElseGet(() -> SqlErrors.of(cause.get()));
  }

  /** The server's error behind another. */
  static Optional<SQLException> sqlCause(Throwable e) {
    Throwable cause = e;
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return Optional.ofNullable((SQLException) cause);
  }

  private static ForebayException error(
      String message, @Nullable String detail, String hint, @Nullable Exception cause) {
    return new ForebayException(ErrorCode.MIGRATION_FAILED, message, detail, hint, cause);
  }
}
