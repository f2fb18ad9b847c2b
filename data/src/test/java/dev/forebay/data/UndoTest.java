package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestServer;
import dev.forebay.testing.Scenario;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables whose engine cannot undo a write. */
@EveryServer
class UndoTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.withLookups(
          Map.of("isam", List.of("name")),
          "CREATE TABLE isam (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(9)) ENGINE = MyISAM",
          "CREATE TABLE other (id INT PRIMARY KEY, name VARCHAR(9)) ENGINE = "
              + TestServer.either("Aria TRANSACTIONAL = 1", "MEMORY"),
          "CREATE TABLE safe (id INT PRIMARY KEY, isam_id INT)",
          "CREATE PROCEDURE add_isam () MODIFIES SQL DATA INSERT INTO isam (name) VALUES ('p')");

  private static final DataNode OTHER = NODE.another();

  @BeforeEach
  void rows() {
    NODE.db.run("DELETE FROM isam", "INSERT INTO isam VALUES (1, 'a'), (2, 'b')");
    NODE.db.run("DELETE FROM other", "INSERT INTO other VALUES (1, 'a')", "DELETE FROM safe");
  }

  @ParameterizedTest
  @MethodSource
  void writeThatMayHaveToBeUndone_isRefused(Scenario scenario) {
    scenario.run(NODE.client);
    assertThat(read("isam?select=id&order=id")).isEqualTo("[{\"id\":1},{\"id\":2}]");
    assertThat(read("other?select=id")).isEqualTo("[{\"id\":1}]");
    assertThat(read("safe")).isEqualTo("[]");
  }

  static Stream<Scenario> writeThatMayHaveToBeUndone_isRefused() {
    return Stream.of(
        refused("an array", "POST /rest/v1/isam", "isam", "an array of several rows")
            .sending("[{\"name\":\"x\"},{\"name\":\"y\"}]"),
        refused("an upsert", "POST /rest/v1/isam", "isam", "an upsert")
            .with("Prefer", "resolution=merge-duplicates")
            .sending("{\"id\":3,\"name\":\"x\"}"),
        refused("a rollback", "POST /rest/v1/other", "other", "tx=rollback")
            .with("Prefer", "tx=rollback")
            .sending("{\"id\":3}"),
        refused("a limit", "PATCH /rest/v1/isam?id=gt.0", "isam", "max-affected")
            .with("Prefer", "handling=strict, max-affected=1")
            .sending("{\"name\":\"x\"}"),
        refused("a key", "POST /rest/v1/isam", "isam", "an Idempotency-Key")
            .with("Idempotency-Key", "k")
            .sending("{\"id\":3}"),
        refused("a call", "POST /rest/v1/rpc/add_isam", "isam", "tx=rollback")
            .with("Prefer", "tx=rollback")
            .sending("{}"));
  }

  private static Scenario refused(String name, String request, String table, String reason) {
    return Scenario.of(name, request).expect(400, error(table, reason, "null"));
  }

  private static String error(String table, String reason, String detail) {
    return ("{\"code\":\"FB208\",\"message\":\"%s cannot undo writes, as %s may need\","
            + "\"details\":%s,\"hint\":\"Its engine has no transactions: write one row at a time,"
            + " or ALTER TABLE %s ENGINE = InnoDB\"}")
        .formatted(table, reason, detail, table);
  }

  @Test
  void transactionWithSuchATable_isRefusedAsAWhole() {
    HttpResponse<String> answer =
        NODE.client.post(
            "/rest/v1/transaction",
            "[{\"method\":\"POST\",\"path\":\"/safe\",\"body\":{\"id\":1}},"
                + "{\"method\":\"POST\",\"path\":\"/isam\",\"body\":{\"name\":\"x\"}}]");
    assertThat(answer.statusCode() + answer.body())
        .startsWith("400")
        .contains("FB208", "as a transaction may need");
    assertThat(read("safe")).isEqualTo("[]");
    assertThat(read("isam?select=id&order=id")).isEqualTo("[{\"id\":1},{\"id\":2}]");
  }

  @Test
  void loadIntoSuchATable_isRefused() {
    List<List<String>> rows = List.of(List.of("x"));
    assertThatThrownBy(
            () ->
                NODE.node
                    .api
                    .tableWriter()
                    .insertAll("isam", List.of("name"), rows.iterator(), _ -> {}))
        .hasMessageContaining("as a load may need");
  }

  @Test
  void writesOfOneRow_areDoneAndNeverReadOld() {
    for (int i = 0; i < 3; i++) {
      assertThat(read("isam?id=eq.1&select=name")).isEqualTo("[{\"name\":\"a\"}]");
      assertThat(read("isam?name=eq.c")).isEqualTo("[]");
    }
    assertThat(NODE.client.get("/rest/v1/isam?id=eq.1").headers().firstValue("Cache-Status"))
        .hasValueSatisfying(status -> assertThat(status).doesNotContain("hit", "stored"));
    assertThat(NODE.client.patch("/rest/v1/isam?id=eq.1", "{\"name\":\"c\"}").statusCode())
        .isEqualTo(204);
    assertThat(read("isam?id=eq.1&select=name")).isEqualTo("[{\"name\":\"c\"}]");
    assertThat(read("isam?name=eq.c&select=id")).isEqualTo("[{\"id\":1}]");
    HttpResponse<String> put =
        NODE.client
            .with("Prefer", "return=representation")
            .put("/rest/v1/isam?id=eq.9", "{\"id\":9,\"name\":\"d\"}");
    assertThat(put.statusCode() + put.body()).isEqualTo("201[{\"id\":9,\"name\":\"d\"}]");
    HttpResponse<String> posted =
        NODE.client
            .with("Prefer", "return=representation")
            .post("/rest/v1/isam?select=name", "[{\"name\":\"e\"}]");
    assertThat(posted.statusCode() + posted.body()).isEqualTo("201[{\"name\":\"e\"}]");
    assertThat(NODE.client.delete("/rest/v1/isam?id=gt.1").statusCode()).isEqualTo(204);
    assertThat(read("isam?select=id")).isEqualTo("[{\"id\":1}]");
  }

  private static String read(String path) {
    String first = OTHER.client.get("/rest/v1/" + path).body();
    assertThat(NODE.client.get("/rest/v1/" + path).body()).isEqualTo(first);
    return first;
  }
}
