package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * Somebody writes to the database past two nodes that share it, and a Redis. Values stay for an
 * hour, so what is seen is seen by the binlog.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DirectSqlTest {
  private static RunningForebay first;
  private static RunningForebay second;

  @BeforeAll
  static void start() {
    first = RunningForebay.app("customers");
    second =
        RunningForebay.start(
            RunningForebay.HOME.resolve("apps/customers"), TwoNodesTest.enginesOf(first));
  }

  @AfterAll
  static void stop() {
    second.close();
    // Its engines may have outlived it: its next start ends them.
    if (!first.process().isAlive()) {
      first.startAgain();
    }
    first.close();
  }

  @Test
  @Order(1)
  void change_byDirectSql_isSeenThroughBothNodes() throws SQLException {
    int id = create("direct");
    for (int round = 1; round <= 20; round++) {
      cached(first, id);
      cached(second, id);

      sql("UPDATE customers SET name = 'round %d' WHERE id = %d".formatted(round, id));

      seen("round " + round, id);
    }
    sql("DELETE FROM customers WHERE id = " + id);
    for (RunningForebay node : List.of(first, second)) {
      Eventually.until("the row is gone", () -> node.rows("customers?id=eq." + id).isEmpty());
    }
  }

  @Test
  @Order(2)
  void row_insertedByDirectSql_replacesANotFound() throws SQLException {
    assertThat(first.rows("customers?id=eq.77777")).isEmpty();

    sql("INSERT INTO customers (id, name, email) VALUES (77777, 'new', 'new@example.com')");

    seen("new", 77777);
  }

  @Test
  @Order(3)
  void table_changedByDirectSql_isSeen() throws SQLException {
    int id = create("before");
    cached(first, id);

    sql(
        "CREATE TABLE copy AS SELECT * FROM customers",
        "UPDATE copy SET name = 'after'",
        "SET foreign_key_checks = 0",
        "TRUNCATE customers",
        "INSERT INTO customers SELECT * FROM copy",
        "DROP TABLE copy");

    seen("after", id);
  }

  /** Later changes are told later, so once that of another row is seen, this one has passed. */
  @Test
  @Order(4)
  void value_writtenThrough_isStillAHitAfterTheBinlogHasToldOfIt() throws SQLException {
    int id = create("written");
    int witness = create("witness");
    for (int round = 1; round <= 10; round++) {
      cached(second, witness);

      assertThat(
              first.rest("PATCH", "customers?id=eq." + id, "{\"phone\":\"%d\"}".formatted(round)))
          .returns(200, HttpResponse::statusCode);
      sql("UPDATE customers SET name = 'witness %d' WHERE id = %d".formatted(round, witness));
      seen("witness " + round, witness);

      assertThat(status(second, id)).isEqualTo("Forebay; hit");
      assertThat(second.rows("customers?id=eq." + id).get(0).get("phone").asString())
          .isEqualTo("" + round);
    }
  }

  /** The log tells of the row that others refer to, and not of them. */
  @Test
  @Order(4)
  void rows_thatAForeignKeyChanges_areSeenWhoeverWrites() throws SQLException {
    sql(
        "CREATE TABLE shops (id INT PRIMARY KEY)",
        "CREATE TABLE sales (id INT PRIMARY KEY, shop INT, FOREIGN KEY (shop) REFERENCES shops (id)"
            + " ON DELETE CASCADE)");
    Eventually.until("the table is known", () -> statusOf("sales?id=eq.1").contains("Forebay"));
    for (int id = 1; id <= 5; id++) {
      sql("INSERT INTO shops VALUES (%1$d)".formatted(id));
      sql("INSERT INTO sales VALUES (%1$d, %1$d)".formatted(id));
    }
    int witness = create("beside");
    int passing = create("passing");
    for (int id = 1; id <= 5; id++) {
      String sale = "sales?id=eq." + id;
      Eventually.until("it is kept", () -> !second.rows(sale).isEmpty() && hits(sale));
      Eventually.until("it is kept", () -> hits("customers?id=eq." + witness));

      if (id % 2 == 0) {
        sql("DELETE FROM shops WHERE id = " + id);
        Eventually.until("it is gone", () -> second.rows(sale).isEmpty());
      } else {
        first.rest("DELETE", "shops?id=eq." + id, null);
        assertThat(second.rows(sale)).isEmpty();
        sql("UPDATE customers SET name = 'passed %d' WHERE id = %d".formatted(id, passing));
        seen("passed " + id, passing);
        assertThat(hits("customers?id=eq." + witness)).as("the rest of the cache is left").isTrue();
      }
    }
  }

  private static boolean hits(String path) {
    return statusOf(path).equals("Forebay; hit");
  }

  @Test
  @Order(4)
  void nodes_sayWhichOneReads() {
    assertThat(role(first)).isEqualTo("tailing");
    assertThat(role(second)).isEqualTo("following");
  }

  @Test
  @Order(5)
  void tailingNode_killed_isReplacedByTheOther() throws Exception {
    int id = create("alone");
    cached(second, id);

    first.kill();
    sql("UPDATE customers SET name = 'after the kill' WHERE id = " + id);

    Eventually.until("the other node sees it", () -> name(second, id).equals("after the kill"));
    Eventually.until("the other node reads", () -> role(second).equals("tailing"));
    cached(second, id);
    sql("UPDATE customers SET name = 'once more' WHERE id = " + id);
    Eventually.until("the other node sees it", () -> name(second, id).equals("once more"));
  }

  private static void seen(String name, int id) {
    for (RunningForebay node : List.of(first, second)) {
      Eventually.until("a node shows " + name, () -> name(node, id).equals(name));
    }
  }

  /** Reads the row until it comes from the cache. */
  private static void cached(RunningForebay node, int id) {
    Eventually.until("a hit", () -> status(node, id).contains("hit"));
  }

  private static String status(RunningForebay node, int id) {
    return status(node, "customers?id=eq." + id);
  }

  private static String statusOf(String path) {
    return status(second, path);
  }

  private static String status(RunningForebay node, String path) {
    HttpResponse<String> read = node.rest("GET", path, null);
    return read.headers().firstValue("Cache-Status").orElse("");
  }

  private static String name(RunningForebay node, int id) {
    JsonNode rows = node.rows("customers?id=eq." + id);
    return rows.isEmpty() ? "" : rows.get(0).get("name").asString();
  }

  private static String role(RunningForebay node) {
    JsonNode health = RunningForebay.JSON.readTree(node.get("/health").body());
    return health.get("directWrites").get("role").asString();
  }

  private static int create(String name) {
    String body = "{\"name\":\"%s\",\"email\":\"%s@example.com\"}".formatted(name, name);
    JsonNode created = RunningForebay.JSON.readTree(first.rest("POST", "customers", body).body());
    return created.get(0).get("id").asInt();
  }

  private static void sql(String... statements) throws SQLException {
    DirectSql.run(first, statements);
  }
}
