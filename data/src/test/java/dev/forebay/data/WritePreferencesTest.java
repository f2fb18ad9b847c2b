package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Scenario;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a write's Prefer headers and body formats come to. */
@EveryServer
class WritePreferencesTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          """
          CREATE TABLE heroes (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20),
            xp INT NOT NULL DEFAULT 7, data JSON)\
          """);

  @BeforeEach
  void two() {
    NODE.client.delete("/rest/v1/heroes?id=gt.0");
    NODE.client.post(
        "/rest/v1/heroes", "[{\"id\":1,\"name\":\"Ann\"},{\"id\":2,\"name\":\"Bob\"}]");
  }

  @ParameterizedTest
  @MethodSource
  void write_withPreferences_answersAsPostgrest(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> write_withPreferences_answersAsPostgrest() {
    return Stream.of(
        post("{\"id\":3}", "return=minimal, count=exact")
            .expect(201, "")
            .expectHeader("Content-Range", "*/1")
            .expectHeader("Preference-Applied", "return=minimal, count=exact"),
        post("{\"id\":3}", "return=headers-only")
            .expect(201, "")
            .expectHeader("Location", "/rest/v1/heroes?id=eq.3")
            .expectHeader("Content-Range", "*/*"),
        post("[{\"id\":3},{\"id\":4}]", "return=headers-only").expect(201, ""),
        post("[{\"id\":3,\"xp\":1},{\"id\":4}]", "return=representation, missing=null")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB404", "A required column has no value", "Column: xp", "Give it a value")),
        patch("name=not.is.null", "handling=strict, max-affected=2, count=exact")
            .expect(204, "")
            .expectHeader("Content-Range", "0-1/2")
            .expectHeader("Preference-Applied", "count=exact, handling=strict, max-affected=2"),
        patch("name=not.is.null", "handling=strict, max-affected=1")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "PGRST124",
                    "Query result exceeds max-affected preference constraint",
                    "The query affects 2 rows",
                    null)),
        patch("name=not.is.null", "max-affected=1").expect(204, ""),
        patch("id=eq.1", "handling=lenient, speed=fast")
            .expect(204, "")
            .expectHeader("Preference-Applied", "handling=lenient"),
        Scenario.of("a default", "PATCH /rest/v1/heroes?id=eq.1&columns=name,xp")
            .sending("{\"name\":\"Cid\"}")
            .with("Prefer", "missing=default, return=representation")
            .expect(200, "[{\"id\":1,\"name\":\"Cid\",\"xp\":7,\"data\":null}]"),
        Scenario.of("a limit of DELETE", "DELETE /rest/v1/heroes?id=gt.0")
            .with("Prefer", "handling=strict, max-affected=1")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "PGRST124",
                    "Query result exceeds max-affected preference constraint",
                    "The query affects 2 rows",
                    null)),
        Scenario.of("CSV", "POST /rest/v1/heroes")
            .sending("id,name,xp,data\n8,\"a,\"\"b\"\"\nc\",3,\"{\"\"a\"\": 1}\"\r\n9,,4,NULL\n")
            .with("Content-Type", "text/csv")
            .with("Prefer", "return=representation")
            .expect(
                201,
                """
                [{"id":8,"name":"a,\\"b\\"\\nc","xp":3,"data":{"a": 1}},\
                {"id":9,"name":"","xp":4,"data":null}]\
                """),
        Scenario.of("CSV with a short line", "POST /rest/v1/heroes")
            .sending("id,name\n8\n")
            .with("Content-Type", "text/csv")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB101",
                    "All lines must have same number of fields",
                    "Line 2 has 1 fields, the first line 2",
                    null)),
        Scenario.of("CSV with an open quote", "POST /rest/v1/heroes")
            .sending("id,name\n8,\"a")
            .with("Content-Type", "text/csv")
            .expect(
                400, ErrorScenariosTest.error("FB101", "The body is not valid CSV", null, null)));
  }

  @Test
  void write_thatIsRolledBack_isShownAndUndone() {
    Scenario.of("an INSERT", "POST /rest/v1/heroes")
        .sending("{\"id\":3,\"name\":\"Cid\"}")
        .with("Prefer", "tx=rollback, return=representation")
        .expect(201, "[{\"id\":3,\"name\":\"Cid\",\"xp\":7,\"data\":null}]")
        .expectHeader("Preference-Applied", "return=representation, tx=rollback")
        .run(NODE.client);
    Scenario.of("a PATCH", "PATCH /rest/v1/heroes?id=eq.1&select=name")
        .sending("{\"name\":\"New\"}")
        .with("Prefer", "tx=rollback, return=representation")
        .expect(200, "[{\"name\":\"New\"}]")
        .run(NODE.client);
    assertThat(NODE.client.get("/rest/v1/heroes?id=eq.1&select=name").body())
        .isEqualTo("[{\"name\":\"Ann\"}]");
    assertThat(NODE.client.get("/rest/v1/heroes?select=id&order=id").body())
        .isEqualTo("[{\"id\":1},{\"id\":2}]");
  }

  private static Scenario post(String body, String prefer) {
    return Scenario.of(prefer, "POST /rest/v1/heroes").sending(body).with("Prefer", prefer);
  }

  private static Scenario patch(String filter, String prefer) {
    return Scenario.of(prefer, "PATCH /rest/v1/heroes?" + filter)
        .sending("{\"name\":\"New\"}")
        .with("Prefer", prefer);
  }
}
