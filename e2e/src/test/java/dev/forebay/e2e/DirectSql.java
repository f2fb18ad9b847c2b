package dev.forebay.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import tools.jackson.databind.JsonNode;

/** Statements to an application's database that do not pass Forebay. */
final class DirectSql {
  private DirectSql() {}

  static void run(RunningForebay forebay, String... statements) throws SQLException {
    JsonNode database = forebay.run().get("database");
    String url =
        "jdbc:mariadb://%s:%d/%s"
            .formatted(
                database.get("host").asString(),
                database.get("port").asInt(),
                database.get("name").asString());
    try (Connection connection =
            DriverManager.getConnection(
                url, database.get("user").asString(), database.get("password").asString());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
