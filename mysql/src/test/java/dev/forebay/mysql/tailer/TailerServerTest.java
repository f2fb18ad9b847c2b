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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void log_thatIsCompressed_isReadOn() {
    try (TestTailer node = new TestTailer(settings(), "a")) {
      node.catchUp();
      run("SET GLOBAL log_bin_compress = ON");
      run("SET GLOBAL log_bin_compress_min_len = 10");
      run("INSERT INTO t VALUES (1)");
      assertThat(node.catchUp().told()).containsExactly("lost", "1");
    }
  }

  @ParameterizedTest
  @CsvSource({"binlog_format, STATEMENT, ROW", "binlog_row_image, MINIMAL, FULL"})
  void setting_thatHidesChanges_isSaidOfAllNodesAndReadingGoesOnBehindIt(
      String variable, String wrong, String right) {
    String problem =
        "The database's binlog cannot be read: the server's %s is %s (set it to %s)"
            .formatted(variable, wrong, right);
    try (TestTailer holder = new TestTailer(settings(), "a");
        TestTailer follower = new TestTailer(settings(), "b")) {
      holder.catchUp();
      run("SET GLOBAL %s = %s".formatted(variable, wrong));
      Eventually.until("one says so", () -> problem.equals(holder.status().problem()));
      Eventually.until("and the other", () -> problem.equals(follower.status().problem()));
      run("SET GLOBAL %s = %s".formatted(variable, right));
      run("INSERT INTO t VALUES (1)");

      Eventually.passes(() -> assertThat(told(holder, follower)).contains("1"));
      Eventually.until("none says so", () -> holder.status().problem() == null);
      Eventually.until("nor the other", () -> follower.status().problem() == null);
    }
  }

  private static List<String> told(TestTailer holder, TestTailer follower) {
    return Stream.concat(holder.told().stream(), follower.told().stream())
        .filter(told -> !told.startsWith("FB"))
        .toList();
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
