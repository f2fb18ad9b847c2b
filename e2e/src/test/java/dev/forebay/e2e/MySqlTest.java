package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
import dev.forebay.testing.MySqlServer;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * The billing application on a MySQL server that exists, with an account that has what
 * docs/operations.md says that it needs, and no more.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MySqlTest {
  private static final String ACCOUNT = "billing";
  private static final String SAMPLE =
      "\"customer_id\":3,\"amount\":12.00,\"status\":\"paid\",\"due_date\":\"2024-02-14\","
          + "\"created_at\":\"2024-01-15T10:30:00\",\"source_bucket\":null,\"source_key\":null,"
          + "\"source_etag\":null,\"source_hash\":null";

  private static MySqlServer mysql;
  private static RunningForebay billing;

  @BeforeAll
  static void start() throws SQLException {
    mysql = MySqlServer.start(RunningForebay.freshDataFolder());
    asRoot(
        "CREATE USER %s IDENTIFIED BY '%s'".formatted(ACCOUNT, ACCOUNT),
        "GRANT ALL ON %s.* TO %s".formatted(MySqlServer.DATABASE, ACCOUNT),
        "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO " + ACCOUNT);
    String url = "mysql://127.0.0.1:" + mysql.port() + "/" + MySqlServer.DATABASE;
    billing =
        RunningForebay.start(
            RunningForebay.HOME.resolve("apps/billing"),
            Map.of("DATABASE_URL", url, "DATABASE_USER", ACCOUNT, "DATABASE_PASSWORD", ACCOUNT));
  }

  @AfterAll
  static void stop() {
    if (billing != null) {
      billing.close();
    }
    if (mysql != null) {
      mysql.close();
    }
  }

  @Test
  @Order(1)
  void run_onAnEmptyDatabase_migratesItAndReadsItsBinlog() {
    assertThat(Billing.invoices(billing)).hasSize(Billing.SAMPLES);
    assertThat(read(2)).isEqualTo("200 [{\"id\":2," + SAMPLE + "}]");
    Eventually.passes(
        () ->
            assertThat(billing.get("/health").body())
                .matches(
                    "\\{\"status\":\"up\",\"database\":\"up\",\"cache\":\"up\",\"directWrites\":"
                        + "\\{\"seen\":\"binlog\",\"role\":\"tailing\",\"lagMillis\":\\d+}}"));
    assertThat(billing.run().get("database").get("port").asInt()).isEqualTo(mysql.port());
  }

  @Test
  @Order(2)
  void row_createdReadChangedAndDeleted_isWrittenThroughTheCache() {
    String row = "{\"id\":70," + SAMPLE + "}";
    assertThat(Answers.of(billing.rest("POST", "invoices", row))).isEqualTo("201 [" + row + "]");
    cached(70);

    String change = "{\"amount\":7.5,\"status\":\"pending\"}";
    String changed = row.replace("12.00", "7.50").replace("paid", "pending");
    assertThat(Answers.of(billing.rest("PATCH", "invoices?id=eq.70", change)))
        .isEqualTo("200 [" + changed + "]");
    assertThat(read(70)).isEqualTo("200 [" + changed + "]");
    cached(70);
    assertThat(read(70)).isEqualTo("200 [" + changed + "]");

    assertThat(Answers.of(billing.rest("DELETE", "invoices?id=eq.70", null)))
        .isEqualTo("200 [" + changed + "]");
    assertThat(read(70)).isEqualTo("200 []");
  }

  @Test
  @Order(2)
  void row_changedByDirectSql_isSeenInTheBinlog() throws SQLException {
    billing.rest("POST", "invoices", "{\"id\":71," + SAMPLE + "}");
    for (int round = 1; round <= 5; round++) {
      cached(71);
      asRoot("UPDATE invoices SET amount = %d WHERE id = 71".formatted(round));
      String amount = "\"amount\":%d.00,".formatted(round);
      Eventually.until("the change is seen", () -> read(71).contains(amount));
    }
    cached(71);
    asRoot("DELETE FROM invoices WHERE id = 71");
    Eventually.until("the row is gone", () -> read(71).equals("200 []"));
  }

  @Test
  @Order(2)
  void function_thatFails_isTriedAgainGivenUpAndReplayed() throws SQLException {
    asRoot(
        "CREATE TRIGGER refusing BEFORE INSERT ON invoices FOR EACH ROW"
            + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'closed for today'");
    billing.upload("usage-data-bucket", "u.json", "{\"customer_id\": 1, \"usage_amount\": 100}");

    JsonNode letter = Billing.deadLetter(billing, "u.json");
    assertThat(letter.get("attempts").asInt()).isEqualTo(3);
    assertThat(letter.get("errorMessage").asString()).contains("closed for today");
    assertThat(invoicesOfFile()).isZero();

    asRoot("DROP TRIGGER refusing");
    String replay = "/functions/v1/dead-letters/" + letter.get("id").asString() + "/replay";
    billing.send("POST", replay, "", "apikey", billing.secretKey());
    Eventually.until("it is billed", () -> invoicesOfFile() == 1);
  }

  @Test
  @Order(3)
  void run_stoppedAndStartedAgain_goesOnWhereItWas() throws Exception {
    int invoices = Billing.invoices(billing).size();
    billing.stop();
    asRoot("UPDATE invoices SET amount = 8 WHERE id = 2");

    billing.startAgain();

    assertThat(Billing.invoices(billing)).hasSize(invoices);
    cached(2);
    asRoot("UPDATE invoices SET amount = 9 WHERE id = 2");
    Eventually.until("the change is seen", () -> read(2).contains("\"amount\":9.00,"));
  }

  @Test
  @Order(4)
  void mysql_killedAndRestarted_isConnectedToAgain() throws SQLException {
    cached(2);
    mysql.kill();
    Eventually.until(
        "writes are refused",
        () -> billing.rest("PATCH", "invoices?id=eq.1", "{\"amount\":1}").statusCode() == 503);

    mysql.restart();

    Eventually.until(
        "writes are taken",
        () -> billing.rest("PATCH", "invoices?id=eq.1", "{\"amount\":1}").statusCode() == 200);
    Eventually.until("a row is kept", () -> cacheStatus(2).equals("Forebay; hit"));
    asRoot("UPDATE invoices SET amount = 10 WHERE id = 2");
    Eventually.until("the change is seen", () -> read(2).contains("\"amount\":10.00,"));
  }

  private static int invoicesOfFile() {
    return billing.rows("invoices?source_key=eq.u.json").size();
  }

  private static void cached(int id) {
    Eventually.until("a hit", () -> cacheStatus(id).equals("Forebay; hit"));
  }

  private static String cacheStatus(int id) {
    HttpResponse<String> read = billing.rest("GET", "invoices?id=eq." + id, null);
    return read.headers().firstValue("Cache-Status").orElse("");
  }

  private static String read(int id) {
    return Answers.of(billing.rest("GET", "invoices?id=eq." + id, null));
  }

  private static void asRoot(String... statements) throws SQLException {
    String url = "jdbc:mariadb://127.0.0.1:" + mysql.port() + "/" + MySqlServer.DATABASE;
    try (Connection connection =
            DriverManager.getConnection(
                url + "?allowPublicKeyRetrieval=true", MySqlServer.USER, MySqlServer.PASSWORD);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
