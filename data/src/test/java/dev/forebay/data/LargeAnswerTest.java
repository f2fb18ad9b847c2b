package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LargeAnswerTest {
  private static final int ROWS = 1_000_000;
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE teams (id INT PRIMARY KEY, name VARCHAR(20))",
          "INSERT INTO teams SELECT seq, CONCAT('group ', seq) FROM seq_0_to_9",
          """
          CREATE TABLE big (id INT PRIMARY KEY, group_id INT, filler CHAR(60),
            FOREIGN KEY (group_id) REFERENCES teams (id))\
          """,
          "INSERT INTO big SELECT seq, seq % 10, REPEAT('x', 60) FROM seq_1_to_" + ROWS);
  private static final TestRedis REDIS = TestRedis.start();
  private static final DataNode NODE =
      DataNode.start(
          unhurried(DB.settings()), REDIS, new DataSettings(2 * ROWS, 3000, 2000, 5, 100, false));
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @AfterAll
  static void stop() {
    CLIENT.close();
    NODE.close();
    REDIS.close();
    DB.close();
  }

  @Test
  void answer_ofAMillionRows_beginsBeforeTheDatabaseHasEndedAndStaysOutOfMemory()
      throws IOException, InterruptedException {
    long before = liveBytes();
    try (InputStream body = open("big?order=id")) {
      assertThat(body.readNBytes(13))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("[{\"id\":1,\"gro");
      assertThat(statementsRunning()).isEqualTo(1);
      body.skipNBytes(40_000_000);
      assertThat(statementsRunning()).isEqualTo(1);
      assertThat(liveBytes() - before).isLessThan(30_000_000);
      assertThat(count(body)).isGreaterThan(50_000_000);
    }
  }

  @Test
  void answer_whoseClientGoesAway_endsItsStatement() throws IOException, InterruptedException {
    try (InputStream body = open("big?order=id")) {
      assertThat(body.readNBytes(13)).hasSize(13);
      assertThat(statementsRunning()).isEqualTo(1);
    }
    Eventually.until("the statement has ended", () -> statementsRunning() == 0);
  }

  @Test
  void answer_thatEmbeds_isStreamedToo() throws IOException, InterruptedException {
    String expected =
        "{\"id\":%d,\"teams\":{\"name\":\"group %d\"}}".formatted(ROWS, ROWS % 10) + "]";
    try (InputStream body = open("big?select=id,teams(name)&order=id")) {
      byte[] all = body.readAllBytes();
      String end =
          new String(
              all, all.length - expected.length(), expected.length(), StandardCharsets.UTF_8);
      assertThat(end).isEqualTo(expected);
      assertThat(rows(all)).isEqualTo(ROWS);
    }
  }

  @Test
  void answer_inCsv_isStreamedToo() throws IOException, InterruptedException {
    HttpRequest request = request("big?select=id&order=id").header("Accept", "text/csv").build();
    String text = CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    assertThat(text).startsWith("id\n1\n2\n").endsWith("\n" + ROWS + "\n");
    assertThat(text.lines().count()).isEqualTo(ROWS + 1);
  }

  @Test
  void answer_withACount_hasARange() {
    Scenario.of("a range", "HEAD /rest/v1/big?select=id&offset=10&limit=5000")
        .with("Prefer", "count=exact")
        .expect(206, "")
        .expectHeader("Content-Range", "10-5009/1000000")
        .run(NODE.client);
  }

  @Test
  void answer_withAnEstimate_hasNoRangeOfRows() {
    var answer =
        NODE.client.with("Prefer", "count=planned").send("HEAD", "/rest/v1/big?limit=5000", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Range").orElseThrow()).matches("\\*/\\d{6,7}");
  }

  @Test
  void answer_thatFailsInSql_isAnError() {
    Scenario.of("no expression", "GET /rest/v1/big?filler=match.(")
        .expect(
            400,
            """
            {"code":"FB203","message":"The pattern is not a regular expression that the database \
            can run","details":null,"hint":"Correct it; MariaDB takes those of Perl, MySQL those of \
            ICU"}\
            """)
        .run(NODE.client);
  }

  /** An answer that is not taken within the time of a statement is cut, as it should be. */
  private static DatabaseSettings unhurried(DatabaseSettings of) {
    return new DatabaseSettings(
        of.url(),
        of.user(),
        of.password(),
        of.poolSize(),
        of.connectionTimeout(),
        Duration.ofMinutes(10));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d/rest/v1/%s".formatted(NODE.server.port(), path)))
        .header("apikey", DataNode.KEYS.secretKey().value());
  }

  private static InputStream open(String path) throws IOException, InterruptedException {
    return CLIENT.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream()).body();
  }

  private static long count(InputStream body) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long count = 0;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      count += read;
    }
    return count;
  }

  private static int rows(byte[] json) {
    int rows = 0;
    for (int i = 0; i < json.length - 4; i++) {
      if (json[i] == '{' && json[i + 2] == 'i' && json[i + 3] == 'd') {
        rows++;
      }
    }
    return rows;
  }

  private static long statementsRunning() {
    return DB.database()
        .read(
            session ->
                session
                    .queryOne(
                        """
                        SELECT COUNT(*) FROM information_schema.processlist
                        WHERE id <> CONNECTION_ID() AND info LIKE 'select%from `big`%'
                        """,
                        List.of(), row -> row.longValue(1))
                    .orElseThrow());
  }

  private static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
