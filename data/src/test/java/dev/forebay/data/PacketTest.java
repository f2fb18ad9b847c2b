package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.TestClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is sent to a server whose {@code max_allowed_packet} is 1 MiB. */
@EveryServer
class PacketTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE texts (id INT AUTO_INCREMENT PRIMARY KEY, t LONGTEXT, b LONGBLOB)",
          "INSERT INTO texts (id) VALUES (100)",
          "CREATE TABLE logs (t LONGTEXT)",
          "CREATE PROCEDURE take(IN t LONGTEXT) MODIFIES SQL DATA INSERT INTO logs VALUES (t)");
  private static final long BEFORE = limit();
  private static final TestRedis REDIS = TestRedis.start();
  private static final DataNode NODE = start();
  private static final TestClient CLIENT = NODE.client;

  private static DataNode start() {
    DB.run("SET GLOBAL max_allowed_packet = " + MEBIBYTE);
    return DataNode.start(DB, REDIS, Map.of());
  }

  private static long limit() {
    return DB.database()
        .read(s -> s.queryOne("SELECT @@GLOBAL.max_allowed_packet", List.of(), r -> r.longValue(1)))
        .orElseThrow();
  }

  @AfterAll
  static void stop() {
    DB.run("SET GLOBAL max_allowed_packet = " + BEFORE);
    NODE.close();
    REDIS.close();
    DB.close();
  }

  @Test
  void value_thatNoStatementTakes_isTheClientsErrorAndNothingElseSuffers() {
    for (int length : List.of(MEBIBYTE - 5, MEBIBYTE, MEBIBYTE + 100, 3 * MEBIBYTE)) {
      String row = "{\"t\":\"" + "x".repeat(length) + "\"}";
      assertTooLarge(CLIENT.post("/rest/v1/texts", row));
      assertTooLarge(CLIENT.with("Prefer", "return=representation").post("/rest/v1/texts", row));
      assertTooLarge(CLIENT.post("/rest/v1/logs", "[{\"t\":\"a\"}," + row + "]"));
      assertTooLarge(CLIENT.put("/rest/v1/texts?id=eq.1", "{\"id\":1," + row.substring(1)));
      assertTooLarge(CLIENT.patch("/rest/v1/texts?id=gt.0", row));
      assertTooLarge(CLIENT.post("/rest/v1/rpc/take", row));
      assertTooLarge(
          CLIENT
              .with("Prefer", "resolution=merge-duplicates")
              .post("/rest/v1/texts", "{\"id\":1," + row.substring(1)));
      assertThat(CLIENT.get("/rest/v1/logs").body()).isEqualTo("[]");
    }
    assertThat(CLIENT.get("/rest/v1/texts?select=id&t=like.nothing").body()).isEqualTo("[]");
  }

  @Test
  void rows_ofWhichEachIsTaken_areInsertedHoweverManyTheyAre() {
    String texts =
        IntStream.of(500_000, 400_000, 1_000_000, 1, 900_000, 200_000)
            .mapToObj(n -> "{\"t\":\"%s\"}".formatted("x".repeat(n)))
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(CLIENT.post("/rest/v1/logs", texts).statusCode()).isEqualTo(201);
    String wide =
        IntStream.range(0, 3000)
            .mapToObj(n -> "{\"t\":\"%s\"}".formatted("€".repeat(300)))
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(CLIENT.post("/rest/v1/logs", wide).statusCode()).isEqualTo(201);
    assertThat(CLIENT.delete("/rest/v1/logs?t=not.is.null").statusCode()).isEqualTo(204);
  }

  private static void assertTooLarge(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    assertThat(answer.body()).contains("\"code\":\"FB416\"", "max_allowed_packet");
  }
}
