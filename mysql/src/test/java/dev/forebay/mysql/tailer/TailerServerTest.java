package dev.forebay.mysql.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.ForebayException;
import dev.forebay.embedded.EmbeddedMariaDb;
import dev.forebay.embedded.EmbeddedMariaDbSettings;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.Engines;
import dev.forebay.testing.Eventually;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a server of one's own can be made to do. */
class TailerServerTest {
  @TempDir Path folder;
  private EmbeddedMariaDb server;
  private Database database;

  @BeforeEach
  void start() {
    server =
        EmbeddedMariaDb.start(
            new EmbeddedMariaDbSettings(folder, Engines.folder(), System.out::println));
    database = Database.open(settings());
    run("CREATE TABLE t (id INT PRIMARY KEY)");
  }

  @AfterEach
  void stop() {
    database.close();
    server.close();
  }

  @Test
  void server_restarted_isReadOnWithoutALoss() {
    try (TestTailer node = new TestTailer(settings(), "a")) {
      node.catchUp();
      run("INSERT INTO t VALUES (1)");
      node.catchUp();
      run("SHUTDOWN");
      Eventually.until("the server is back", this::insertTwo);

      assertThat(node.catchUp().told())
          .filteredOn(told -> !told.startsWith("FB"))
          .startsWith("lost", "1")
          .endsWith("2")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void logs_purged_areALostPosition() {
    try (TestTailer node = new TestTailer(settings(), "a")) {
      node.catchUp();
    }
    run("INSERT INTO t VALUES (1)");
    run("FLUSH BINARY LOGS");
    run("INSERT INTO t VALUES (2)");
    run("FLUSH BINARY LOGS");
    run("PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY");
    try (TestTailer node = new TestTailer(settings(), "b")) {
      assertThat(node.catchUp().told()).contains("lost");
      run("INSERT INTO t VALUES (3)");
      assertThat(node.catchUp().told()).endsWith("3");
    }
  }

  private boolean insertTwo() {
    try {
      run("INSERT INTO t VALUES (2)");
      return true;
    } catch (ForebayException e) {
      return false;
    }
  }

  private void run(String sql) {
    database.read(session -> session.update(sql, List.of()));
  }

  private DatabaseSettings settings() {
    return DatabaseSettings.of(
        "mariadb://%s:%d/%s".formatted(server.host(), server.port(), server.database()),
        server.user(),
        server.password());
  }
}
