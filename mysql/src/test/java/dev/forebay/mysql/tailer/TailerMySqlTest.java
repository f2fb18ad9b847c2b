package dev.forebay.mysql.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.MySqlOnly;
import dev.forebay.mysql.binlog.BinlogPosition;
import dev.forebay.mysql.binlog.BinlogSupport;
import dev.forebay.testing.MySqlServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How MySQL names its transactions, which only a server of one's own can be made to change. */
@EveryServer
@MySqlOnly
class TailerMySqlTest {
  @TempDir Path folder;

  @Test
  void server_withoutGtids_isReadOnByItsFiles() {
    try (Server server = new Server("--gtid-mode=OFF", "--enforce-gtid-consistency=OFF")) {
      assertThat(server.position()).isInstanceOf(BinlogPosition.InFile.class);
      try (TestTailer node = new TestTailer(server.settings(), "a")) {
        node.catchUp();
        server.run("INSERT INTO t VALUES (1)");
        assertThat(node.catchUp().told()).containsExactly("lost", "1");
      }
      server.run("INSERT INTO t VALUES (2)", "FLUSH BINARY LOGS", "INSERT INTO t VALUES (3)");
      try (TestTailer node = new TestTailer(server.settings(), "b")) {
        assertThat(node.catchUp().told()).containsExactly("2", "3");
      }
    }
  }

  /** They have no place in a position by GTIDs: behind that, they are told once more. */
  @Test
  void transactions_withTaggedGtids_areToldAtLeastOnce() {
    try (Server server = new Server()) {
      try (TestTailer node = new TestTailer(server.settings(), "a")) {
        node.catchUp();
        assertThat(server.position()).isInstanceOf(BinlogPosition.Gtids.class);
        server.insertTagged(1);
        server.run("INSERT INTO t VALUES (2)");
        assertThat(node.catchUp().told()).containsExactly("lost", "1", "2");
      }
      server.insertTagged(3);
      server.run("INSERT INTO t VALUES (4)");
      try (TestTailer node = new TestTailer(server.settings(), "b")) {
        assertThat(node.catchUp().told()).containsExactly("1", "3", "4");
      }
      server.run("DELETE FROM forebay_tailer");
      try (TestTailer node = new TestTailer(server.settings(), "c")) {
        node.catchUp();
        server.insertTagged(5);
        assertThat(node.catchUp().told()).containsExactly("lost", "5");
      }
      assertThat(server.position()).isInstanceOf(BinlogPosition.InFile.class);
    }
  }

  /** With a table {@code t}. */
  private final class Server implements AutoCloseable {
    private final MySqlServer process;
    private final Database database;

    Server(String... options) {
      process = MySqlServer.start(folder, options);
      database = Database.open(settings());
      run("CREATE TABLE t (id INT PRIMARY KEY)");
    }

    DatabaseSettings settings() {
      String url = "mysql://127.0.0.1:" + process.port() + "/" + MySqlServer.DATABASE;
      return DatabaseSettings.of(url, MySqlServer.USER, MySqlServer.PASSWORD);
    }

    BinlogPosition position() {
      return BinlogSupport.position(database);
    }

    void run(String... statements) {
      for (String statement : statements) {
        database.read(session -> session.update(statement, List.of()));
      }
    }

    void insertTagged(int id) {
      database.read(
          session -> {
            session.update("SET gtid_next = 'AUTOMATIC:forebay'", List.of());
            session.update("INSERT INTO t VALUES (?)", List.of(id));
            return session.update("SET gtid_next = 'AUTOMATIC'", List.of());
          });
    }

    @Override
    public void close() {
      database.close();
      process.close();
    }
  }
}
