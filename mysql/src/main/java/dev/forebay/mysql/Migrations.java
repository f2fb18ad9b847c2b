package dev.forebay.mysql;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * An application's SQL migrations, run by Flyway: {@code V1__create_customers.sql} and so on, each
 * once and in order of its number, noted in the table {@code flyway_schema_history}. Nodes that
 * start at the same time wait for each other.
 */
public final class Migrations {
  private Migrations() {}

  /**
   * Runs what the database has not had yet. A folder that does not exist has none.
   *
   * @return how many migrations ran
   */
  public static int run(Database database, Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try {
      return Flyway.configure()
          .dataSource(database.dataSource())
          .locations("filesystem:" + folder)
          .load()
          .migrate()
          .migrationsExecuted;
    } catch (FlywayException e) {
      throw new ForebayException(ErrorCode.MIGRATION_FAILED, "A migration failed", e);
    }
  }
}
