package dev.forebay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class EmbeddedMariaDbTest {
  @Test
  void data_afterARestart_isThere() throws Exception {
    Path data = TestFolders.data("restart");
    try (EmbeddedMariaDb first = start(data)) {
      execute(first, "CREATE TABLE t (id INT PRIMARY KEY)");
      execute(first, "INSERT INTO t VALUES (42)");
    }
    try (EmbeddedMariaDb second = start(data)) {
      assertThat(query(second, "SELECT id FROM t")).isEqualTo("42");
    }
  }

  static EmbeddedMariaDb start(Path data) {
    long t = System.nanoTime();
    var r =
        EmbeddedMariaDb.start(
            new EmbeddedMariaDbSettings(data, TestFolders.engines(), System.out::println));
    System.out.println((System.nanoTime() - t) / 1000000 + " ms");
    return r;
  }

  static Connection connect(EmbeddedMariaDb server) throws SQLException {
    String url = "jdbc:mariadb://" + server.host() + ":" + server.port() + "/" + server.database();
    return DriverManager.getConnection(url, server.user(), server.password());
  }

  static void execute(EmbeddedMariaDb server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String query(EmbeddedMariaDb server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }
}
