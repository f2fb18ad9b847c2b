package dev.forebay.data;

import dev.forebay.mysql.TestDatabase;
import java.util.List;

/** The statements that the server runs, by its general log; its settings hold for all of it. */
final class StatementLog implements AutoCloseable {
  private final TestDatabase database;

  private StatementLog(TestDatabase database) {
    this.database = database;
  }

  /** Begins to log. */
  static StatementLog of(TestDatabase database) {
    StatementLog log = new StatementLog(database);
    log.clear();
    database.run("SET GLOBAL log_output = 'TABLE'", "SET GLOBAL general_log = 1");
    return log;
  }

  /** How many statements were run that have this in their text. */
  long count(String text) {
    return database
        .database()
        .read(
            session ->
                session.queryOne(
                    "SELECT COUNT(*) FROM mysql.general_log WHERE command_type IN ('Query',"
                        + " 'Execute') AND LOCATE(?, argument) > 0 AND LOCATE('general_log',"
                        + " argument) = 0",
                    List.of(text),
                    row -> row.longValue(1)))
        .orElseThrow();
  }

  void clear() {
    database.run("TRUNCATE mysql.general_log");
  }

  @Override
  public void close() {
    database.run("SET GLOBAL general_log = 0");
    clear();
  }
}
