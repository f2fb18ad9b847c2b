package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Eventually;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hundred thousand rows in one request. */
@EveryServer
class BulkWriteTest {
  private static final int ROWS = 100_000;

  @AutoClose
  private static final OwnNode NODE =
      OwnNode.withLookups(
          Map.of("readings", List.of("device"), "words", List.of("size")),
          "CREATE TABLE readings (id INT PRIMARY KEY AUTO_INCREMENT, device INT NOT NULL, v"
              + " DOUBLE)",
          "CREATE TABLE keyless (device INT NOT NULL, v DOUBLE)",
          "CREATE TABLE words (word VARCHAR(20) PRIMARY KEY, size INT NOT NULL)");

  @ParameterizedTest
  @ValueSource(strings = {"readings", "keyless"})
  void post_ofAHundredThousandRows_insertsAll(String table) {
    String lookup = "/rest/v1/" + table + "?device=eq.5&limit=1000";
    assertThat(NODE.client.get(lookup).body()).isEqualTo("[]");
    String json =
        IntStream.range(0, ROWS)
            .mapToObj(i -> "{\"device\":%d,\"v\":%d.5}".formatted(i % 1000, i))
            .collect(Collectors.joining(",", "[", "]"));
    var answer =
        NODE.client
            .with("Prefer", "count=exact")
            .post("/rest/v1/" + table + "?columns=device,v", json);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Content-Range")).contains("*/" + ROWS);
    assertThat(rows(table)).isEqualTo(ROWS);
    assertThat(NODE.client.get(lookup + "&select=v").body()).contains("[{\"v\":5.5},");
  }

  @Test
  void post_ofManyRows_isSeenWhereTheyWereNotFound() {
    assertThat(settled("words?word=eq.W500")).isEqualTo("[]");
    assertThat(settled("words?size=eq.500")).isEqualTo("[]");
    String csv =
        IntStream.range(0, 2500)
            .mapToObj(i -> "w" + i + "," + i)
            .collect(Collectors.joining("\n", "word,size\n", ""));
    var answer = NODE.client.with("Content-Type", "text/csv").send("POST", "/rest/v1/words", csv);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(NODE.client.get("/rest/v1/words?word=eq.W500").body())
        .isEqualTo("[{\"word\":\"w500\",\"size\":500}]");
    assertThat(NODE.client.get("/rest/v1/words?size=eq.500").body())
        .isEqualTo("[{\"word\":\"w500\",\"size\":500}]");
  }

  @Test
  void post_ofManyRowsOfWhichSomeWereDeletedElsewhere_showsTheNewOnes() {
    NODE.client.post("/rest/v1/words", "{\"word\":\"x7\",\"size\":-1}");
    assertThat(settled("words?word=eq.X7")).isEqualTo("[{\"word\":\"x7\",\"size\":-1}]");
    NODE.db
        .database()
        .transaction(session -> session.update("DELETE FROM words WHERE word = 'x7'", List.of()));
    String json =
        IntStream.range(0, 300)
            .mapToObj(i -> "{\"word\":\"X%d\",\"size\":%d}".formatted(i, i))
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(NODE.client.post("/rest/v1/words", json).statusCode()).isEqualTo(201);
    assertThat(NODE.client.get("/rest/v1/words?word=eq.x7").body())
        .isEqualTo("[{\"word\":\"X7\",\"size\":7}]");
  }

  /** The answer, once it is a hit. */
  private static String settled(String query) {
    Eventually.until(
        "a hit on " + query,
        () ->
            NODE.client
                .get("/rest/v1/" + query)
                .headers()
                .firstValue("Cache-Status")
                .filter("Forebay; hit"::equals)
                .isPresent());
    return NODE.client.get("/rest/v1/" + query).body();
  }

  @Test
  void post_ofCsvThatIsWrongAtItsEnd_insertsNothing() {
    long before = rows("keyless");
    String csv =
        IntStream.range(0, 5000)
            .mapToObj(i -> i + "," + (i == 4999 ? "x" : i))
            .collect(Collectors.joining("\n", "device,v\n", ""));
    var answer = NODE.client.with("Content-Type", "text/csv").send("POST", "/rest/v1/keyless", csv);
    assertThat(answer.statusCode() + answer.body())
        .isEqualTo(
            "400"
                + ErrorScenariosTest.error(
                    "FB203",
                    "The column v takes a finite number, such as 1.5e3",
                    "Given was \"x\" in row 5000; the column is double",
                    null));
    assertThat(rows("keyless")).isEqualTo(before);
  }

  private static long rows(String table) {
    return NODE.db
        .database()
        .read(
            session ->
                session.queryOne(
                    "SELECT COUNT(*) FROM " + table, List.of(), row -> row.longValue(1)))
        .orElseThrow();
  }
}
