package dev.forebay.mysql;

import static dev.forebay.mysql.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.testing.Eventually;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A switchover behind one address; connections of before are left alive. */
@EveryServer
class PrimaryTest {
  /** A second and a half, and what a busy machine adds. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir private static Path folder;
  private static ServerPair servers;

  private Database database;

  @BeforeAll
  static void start() {
    servers = new ServerPair(folder);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @BeforeEach
  void open() {
    reset(servers.first(), "first");
    reset(servers.second(), "second");
    servers.leadTo(servers.first());
    database = Database.open(servers.settings());
  }

  @AfterEach
  void close() {
    database.close();
    servers.first().readOnly(false);
    servers.second().readOnly(false);
  }

  @Test
  void server_thatBecomesReadOnly_isLeftForTheOneThatTheAddressLeadsTo() {
    AtomicInteger changes = new AtomicInteger();
    database.onOtherServer(changes::incrementAndGet);

    servers.first().readOnly(true);
    servers.leadTo(servers.second());

    Eventually.until("the other server is read", SOON, () -> answer().equals("second"));
    for (int i = 0; i < 20; i++) {
      assertThat(name()).isEqualTo("second");
    }
    assertThat(write()).isEqualTo(1);
    assertThat(changes).hasPositiveValue();
  }

  @Test
  void server_thatIsReadOnly_isNotReadWhileTheAddressLeadsThere() {
    servers.first().readOnly(true);
    Eventually.until("it is noticed", SOON, database::isReadOnly);

    for (Work<Integer> work : List.<Work<Integer>>of(this::read, this::update)) {
      ForebayException error = failure(() -> database.transaction(work));
      assertThat(error.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
      assertThat(error.getMessage()).isEqualTo("The database server is read-only");
    }

    servers.first().readOnly(false);
    Eventually.until("it is read again", SOON, () -> answer().equals("first"));
    assertThat(write()).isEqualTo(1);
  }

  @Test
  void address_thatLeadsToAnotherServer_isNoticedAlthoughTheFirstTakesWrites() {
    servers.leadTo(servers.second());

    Eventually.until("the other server is read", SOON, () -> answer().equals("second"));
    for (int i = 0; i < 20; i++) {
      assertThat(name()).isEqualTo("second");
    }
  }

  @Test
  void errorOfReadOnlyServer_isUnavailableAndMakesTheServerBeLookedAt() {
    long era = database.era();
    servers.first().readOnly(true);
    servers.leadTo(servers.second());

    ForebayException error = failure(this::write);

    assertThat(error.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    Eventually.until("another era begins", SOON, () -> database.era() != era);
    Eventually.until("the other server is written to", SOON, () -> answer().equals("second"));
    assertThat(write()).isEqualTo(1);
  }

  @Test
  void transaction_whoseServerBecomesReadOnly_storesNothingAndSaysSo() {
    ForebayException error =
        failure(
            () ->
                database.transaction(
                    session -> {
                      update(session);
                      servers.first().readOnly(true);
                      return 1;
                    }));

    assertThat(error.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    servers.first().readOnly(false);
    Eventually.until("it is read again", SOON, () -> answer().equals("first"));
  }

  @Test
  void read_thatEndsAfterTheSwitch_isNotGivenOut() throws Exception {
    CountDownLatch hasRead = new CountDownLatch(1);
    CountDownLatch switched = new CountDownLatch(1);
    CompletableFuture<String> old =
        CompletableFuture.supplyAsync(
            () ->
                database.read(
                    session -> {
                      String name = name(session);
                      hasRead.countDown();
                      await(switched);
                      return name;
                    }));
    await(hasRead);
    long era = database.era();
    servers.first().readOnly(true);
    servers.leadTo(servers.second());
    Eventually.until("the other server is the primary", SOON, () -> database.era() != era);
    switched.countDown();

    assertThat(reasonOf(old)).isInstanceOf(ForebayException.class);
  }

  @Test
  void connections_ofTheDataSource_leadToTheOtherServerToo() throws SQLException {
    assertThat(nameByDataSource()).isEqualTo("first");

    servers.first().readOnly(true);
    servers.leadTo(servers.second());
    Eventually.until("the other server is read", SOON, () -> answer().equals("second"));

    assertThat(nameByDataSource()).isEqualTo("second");
  }

  @Test
  void connectionsBeside_leadToTheOtherServerToo() {
    try (Database beside = database.withOwnConnections(1)) {
      assertThat(beside.<String>read(PrimaryTest::name)).isEqualTo("first");

      servers.first().readOnly(true);
      servers.leadTo(servers.second());
      Eventually.until("the other server is read", SOON, () -> answer().equals("second"));

      assertThat(beside.<String>read(PrimaryTest::name)).isEqualTo("second");
    }
  }

  @Test
  void server_thatIsReadOnlyAtStart_isRefused() {
    servers.second().readOnly(true);
    servers.leadTo(servers.second());

    ForebayException error = failure(() -> Database.open(servers.settings()).close());

    assertThat(error.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    assertThat(error.getMessage())
        .isEqualTo(
            "The database server at 127.0.0.1:%d is read-only".formatted(servers.proxy().port()));
  }

  @Test
  void server_whoseTransactionsAreReadOnly_isNotUsed() {
    String variable = TestServer.either("tx_read_only", "transaction_read_only");
    servers.first().run("SET GLOBAL %s = ON".formatted(variable));
    Eventually.until("it is noticed", SOON, database::isReadOnly);

    servers.first().run("SET GLOBAL %s = OFF".formatted(variable));
    Eventually.until("it is read again", SOON, () -> answer().equals("first"));
  }

  private static void reset(ServerPair.Server server, String name) {
    server.run(
        "CREATE TABLE IF NOT EXISTS t (id INT PRIMARY KEY, name VARCHAR(20), n INT)",
        "REPLACE INTO t VALUES (1, '%s', 0)".formatted(name));
  }

  /** What a client would be told: the server's name or the error's code. */
  private String answer() {
    try {
      return name();
    } catch (ForebayException e) {
      return e.code().code();
    }
  }

  private String name() {
    return database.read(PrimaryTest::name);
  }

  private static String name(Session session) {
    return session
        .queryOne("SELECT name FROM t WHERE id = 1", List.of(), row -> row.string(1) + "")
        .orElseThrow();
  }

  private int read(Session session) {
    return name(session).length();
  }

  private int write() {
    return database.transaction(this::update);
  }

  private int update(Session session) {
    return (int) session.update("UPDATE t SET n = n + 1 WHERE id = 1", List.of());
  }

  private String nameByDataSource() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM t WHERE id = 1")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Throwable reasonOf(CompletableFuture<?> future) throws InterruptedException {
    try {
      return new AssertionError("it has answered " + future.get());
    } catch (ExecutionException e) {
      return Objects.requireNonNull(e.getCause());
    }
  }
}
