package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.TestServer;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EveryServer
class LimitsTest {
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE parents (id INT PRIMARY KEY)",
          """
          CREATE TABLE children (id INT PRIMARY KEY, parent_id INT,
            FOREIGN KEY (parent_id) REFERENCES parents (id))\
          """,
          "INSERT INTO parents SELECT seq FROM " + TestServer.sequence(9),
          "INSERT INTO children SELECT seq, seq FROM " + TestServer.sequence(9),
          "CREATE VIEW slow AS SELECT id, SLEEP(20) AS waited FROM parents",
          "CREATE PROCEDURE reading() READS SQL DATA SELECT SLEEP(20) AS slow",
          "CREATE PROCEDURE writing() UPDATE children SET parent_id = SLEEP(20)",
          "CREATE TABLE watched (id INT PRIMARY KEY, waited INT)",
          "INSERT INTO watched VALUES (1, 0)",
          "CREATE TRIGGER slowly BEFORE UPDATE ON watched FOR EACH ROW SET NEW.waited = SLEEP(20)");
  private static final TestRedis REDIS = TestRedis.start();
  private static final DataNode NODE =
      DataNode.start(impatient(), REDIS, new DataSettings(5, 100, 3, 1, 2, false));

  @AfterAll
  static void stop() {
    NODE.close();
    REDIS.close();
    DB.close();
  }

  @ParameterizedTest
  @MethodSource
  void request_overALimit_saysWhich(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> request_overALimit_saysWhich() {
    return Stream.of(
        get("rows", "parents?order=id&limit=100")
            .with("Prefer", "count=exact")
            .expect(206, "[{\"id\":1},{\"id\":2},{\"id\":3},{\"id\":4},{\"id\":5}]")
            .expectHeader("Content-Range", "0-4/9"),
        get("embedded rows within the limit", "parents?select=children(id)&id=lte.3&order=id")
            .expect(
                200,
                "[{\"children\":[{\"id\":1}]},{\"children\":[{\"id\":2}]},{\"children\":[{\"id\":3}]}]"),
        get("embedded rows", "parents?select=children(id)&id=lte.4")
            .expect(
                400,
                """
                {"code":"FB228","message":"The answer would embed more than 3 rows, which is the \
                limit","details":null,"hint":"Ask for fewer rows, limit the embedded ones, or raise \
                api.maxEmbeddedRows"}\
                """),
        get("depth", "parents?select=children(parents(id))")
            .expect(
                400,
                """
                {"code":"FB227","message":"The embeds are nested deeper than 1, which is the limit",\
                "details":null,"hint":"Ask for less at once, or raise api.maxEmbedDepth"}\
                """),
        get("filters", "parents?id=gt.1&or=(id.gt.1,id.lt.9)")
            .expect(
                400,
                """
                {"code":"FB226","message":"The request has more than 2 filters, which is the limit",\
                "details":null,"hint":"Use in.(...) for many values of one column, or raise \
                api.maxFilters"}\
                """),
        get("aggregates", "parents?select=count()")
            .expect(
                400,
                """
                {"code":"PGRST123","message":"Use of aggregate functions is not allowed",\
                "details":null,"hint":"Set api.aggregates to true in forebay.yaml to allow them"}\
                """));
  }

  @Test
  void statement_overItsTime_isEndedOnTheServer() {
    assertEnded(get("time", "slow"));
  }

  @Test
  void call_overItsTime_isEndedOnTheServer() {
    assertEnded(get("a routine that reads", "rpc/reading"));
    assertEnded(Scenario.of("a routine that writes", "POST /rest/v1/rpc/writing").sending("{}"));
  }

  @Test
  void write_overItsTime_isEndedOnTheServer() {
    assertEnded(
        Scenario.of("a write with a slow trigger", "PATCH /rest/v1/watched?id=eq.1")
            .sending("{\"waited\":1}"));
    get("nothing is stored", "watched").expect(200, "[{\"id\":1,\"waited\":0}]").run(NODE.client);
  }

  private static void assertEnded(Scenario scenario) {
    scenario
        .expect(
            504,
            """
            {"code":"FB408","message":"The statement took longer than its limit and was ended",\
            "details":null,"hint":"Ask for less at once, add an index, or raise \
            database.statementTimeout"}\
            """)
        .run(NODE.client);
    Eventually.passes(Duration.ofSeconds(10), () -> assertThat(slowStatements()).isZero());
  }

  private static long slowStatements() {
    return DB.database()
        .read(
            session ->
                session
                    .queryOne(
                        """
                        SELECT COUNT(*) FROM information_schema.processlist
                        WHERE id <> CONNECTION_ID() AND db = DATABASE() AND command <> 'Sleep'
                          AND (info LIKE '%`slow`%' OR info LIKE '%SLEEP(20)%' OR info LIKE '%ing`(%' OR info LIKE '%`watched`%')
                        """,
                        List.of(), row -> row.longValue(1))
                    .orElseThrow());
  }

  private static DatabaseSettings impatient() {
    DatabaseSettings given = DB.settings();
    return new DatabaseSettings(
        given.url(),
        given.user(),
        given.password(),
        given.poolSize(),
        given.connectionTimeout(),
        Duration.ofMillis(500));
  }

  private static Scenario get(String name, String path) {
    return Scenario.of(name, "GET /rest/v1/" + path);
  }
}
