package dev.forebay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.testing.Eventually;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMariaDbTest {
  @TempDir(factory = TestFolder.class, cleanup = CleanupMode.ON_SUCCESS)
  Path data;

  @Test
  void data_afterARestart_isThereAndNothingIsUnpackedAgain() throws Exception {
    String password;
    try (EmbeddedMariaDb first = start()) {
      password = first.password();
      new Sql(first).execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (42)");
    }
    List<String> progress = new ArrayList<>();
    try (EmbeddedMariaDb second =
        EmbeddedMariaDb.start(
            new EmbeddedMariaDbSettings(data, TestFolder.ENGINES, progress::add))) {
      assertThat(new Sql(second).rows("SELECT id FROM t")).containsExactly("42");
      assertThat(second.password()).isEqualTo(password);
    }
    assertThat(progress).isEmpty();
  }

  @Test
  void server_started_isDurableStrictAndPrivate() throws Exception {
    try (EmbeddedMariaDb server = start()) {
      Sql sql = new Sql(server);
      assertThat(
              sql.rows(
                  """
                  SELECT @@log_bin, @@binlog_format, @@binlog_row_image, @@sync_binlog,
                    @@innodb_flush_log_at_trx_commit, @@slave_connections_needed_for_purge,
                    @@max_connections, @@local_infile, @@performance_schema, @@skip_name_resolve,
                    @@bind_address, @@global.time_zone, @@have_ssl
                  """))
          .containsExactly("1 ROW FULL 1 1 0 300 0 0 1 127.0.0.1 +00:00 DISABLED");
      assertThat(sql.rows("SELECT @@global.sql_mode").getFirst()).contains("STRICT_ALL_TABLES");
      assertThat(sql.rows("SELECT @@character_set_database, @@collation_database"))
          .containsExactly("utf8mb4 utf8mb4_unicode_520_ci");
      assertThat(sql.rows("SELECT User, Host FROM mysql.global_priv WHERE Host <> '' ORDER BY 1"))
          .containsExactly("forebay 127.0.0.1", "mariadb.sys localhost");
    }
  }

  @Test
  void binlog_overItsLimit_dropsItsOldestFiles() throws Exception {
    try (EmbeddedMariaDb server = start()) {
      Sql sql = new Sql(server);
      assertThat(sql.rows("SELECT @@max_binlog_total_size, @@expire_logs_days"))
          .containsExactly("1073741824 3.000000");
      sql.execute("SET GLOBAL max_binlog_total_size = 100000", "CREATE TABLE t (text LONGTEXT)");
      for (int i = 0; i < 5; i++) {
        sql.execute("INSERT INTO t VALUES (REPEAT('x', 60000))", "FLUSH BINARY LOGS");
      }
      assertThat(sql.rows("SHOW BINARY LOGS").getFirst()).doesNotStartWith("binlog.000001 ");
    }
  }

  @Test
  void user_readingOrWritingFiles_isRefused() throws Exception {
    try (EmbeddedMariaDb server = start()) {
      Sql sql = new Sql(server);
      assertThat(sql.rows("SELECT LOAD_FILE('/etc/hostname')")).containsExactly("null");
      assertThatThrownBy(() -> sql.rows("SELECT 1 INTO OUTFILE 'x'"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void passwords_ofTheProcess_standInPrivateFilesOnly() throws Exception {
    try (EmbeddedMariaDb server = start()) {
      ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
      assertThat(process.info().arguments().orElseThrow())
          .isNotEmpty()
          .noneMatch(argument -> argument.contains(server.password()));
      assertThat(server.password()).matches("[0-9a-f]{48}");
      for (String file : List.of("password", "start.sql")) {
        assertThat(PrivateModes.of(data.resolve("mariadb").resolve(file))).isEqualTo("rw-------");
      }
      assertThat(PrivateModes.of(data.resolve("mariadb"))).isEqualTo("rwx------");
    }
  }

  @Test
  void passwordFile_deleted_isMadeAnewAndTheUserFollows() throws Exception {
    start().close();
    Files.delete(data.resolve("mariadb/password"));
    var settings = new EmbeddedMariaDbSettings(data, TestFolder.ENGINES, "second", 0, line -> {});
    try (EmbeddedMariaDb server = EmbeddedMariaDb.start(settings)) {
      assertThat(new Sql(server).rows("SELECT DATABASE()")).containsExactly("second");
    }
  }

  @Test
  void server_killed_runsAgainOnItsPortWithWhatWasCommitted() throws Exception {
    try (EmbeddedMariaDb server = start()) {
      Sql sql = new Sql(server);
      sql.execute("CREATE TABLE t (name TEXT)", "INSERT INTO t VALUES ('kept 😀')");
      long killed = server.pid();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      Eventually.until("another process", () -> server.pid() != killed);
      assertThat(sql.rows("SELECT name FROM t")).containsExactly("kept 😀");
    }
  }

  @Test
  void dataFolder_withALongPathAndOddLetters_works() throws Exception {
    data = data.resolve("it's a \"folder\" #1; ü").resolve("x".repeat(120));
    try (EmbeddedMariaDb server = start()) {
      assertThat(new Sql(server).rows("SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void port_taken_isRefused() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var settings =
          new EmbeddedMariaDbSettings(
              data, TestFolder.ENGINES, "forebay", taken.getLocalPort(), line -> {});
      assertThatThrownBy(() -> EmbeddedMariaDb.start(settings))
          .isInstanceOfSatisfying(
              ForebayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PORT_IN_USE));
    }
  }

  @Test
  void data_damaged_isReportedWithTheEndOfTheLog() throws Exception {
    start().close();
    Files.write(data.resolve("mariadb/data/ibdata1"), new byte[12 << 20]);
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> start())
          .isInstanceOfSatisfying(
              ForebayException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_FAILED);
                assertThat(e.detail()).contains("InnoDB");
              });
    }
  }

  @Test
  void settings_withAnOddDatabaseName_areRefused() {
    assertThatThrownBy(
            () -> new EmbeddedMariaDbSettings(Path.of("x"), Path.of("y"), "a`b", 0, line -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a`b");
  }

  private EmbeddedMariaDb start() {
    return EmbeddedMariaDb.start(
        new EmbeddedMariaDbSettings(data, TestFolder.ENGINES, EnginesMain::tell));
  }
}
