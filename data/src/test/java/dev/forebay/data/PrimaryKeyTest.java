package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Scenario;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables whose primary key has several columns, and tables that have none. */
class PrimaryKeyTest {
  private static final String SHOWN = "return=representation";

  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          "CREATE TABLE seats (`row` INT, place VARCHAR(20), who VARCHAR(9), PRIMARY KEY (`row`,"
              + " place))",
          "CREATE TABLE tickets (id INT PRIMARY KEY, r INT, p VARCHAR(20),"
              + " FOREIGN KEY (r, p) REFERENCES seats (`row`, place))",
          "CREATE TABLE visits (r INT, p VARCHAR(20), day INT,"
              + " FOREIGN KEY (r, p) REFERENCES seats (`row`, place))");

  @BeforeEach
  void rows() {
    NODE.db.run("DELETE FROM visits");
    NODE.db.run("DELETE FROM tickets");
    NODE.db.run("DELETE FROM seats");
    NODE.client.post(
        "/rest/v1/seats",
        "[{\"row\":1,\"place\":\"a\",\"who\":\"Ann\"},{\"row\":1,\"place\":\"b\"}]");
    NODE.client.post("/rest/v1/tickets", "{\"id\":1,\"r\":1,\"p\":\"A\"}");
    NODE.client.post(
        "/rest/v1/visits", "[{\"r\":1,\"p\":\"a\",\"day\":5},{\"r\":1,\"p\":\"a\",\"day\":5}]");
  }

  @ParameterizedTest
  @MethodSource
  void compositeKey_inAWrite_isOneKey(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> compositeKey_inAWrite_isOneKey() {
    return Stream.of(
        write("a merge", "POST", "seats", "[{\"row\":1,\"place\":\"A\",\"who\":\"Bob\"}]")
            .with("Prefer", "resolution=merge-duplicates, " + SHOWN)
            .expect(200, "[{\"row\":1,\"place\":\"a\",\"who\":\"Bob\"}]"),
        write("a named key", "POST", "seats?on_conflict=place,row", "{\"row\":2,\"place\":\"a\"}")
            .with("Prefer", "resolution=merge-duplicates, " + SHOWN)
            .expect(201, "[{\"row\":2,\"place\":\"a\",\"who\":null}]"),
        write("what is there is ignored", "POST", "seats", "{\"row\":1,\"place\":\"a\"}")
            .with("Prefer", "resolution=ignore-duplicates, " + SHOWN)
            .expect(201, "[]"),
        write("half of it", "POST", "seats?on_conflict=row", "{\"row\":1,\"place\":\"a\"}")
            .with("Prefer", "resolution=merge-duplicates")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB240",
                    "There is no unique or exclusion constraint matching the ON CONFLICT"
                        + " specification",
                    "The unique keys of seats are [[row, place]]",
                    "Name the columns of one of them in on_conflict")),
        write("a put", "PUT", "seats?row=eq.3&place=eq.c", "{\"row\":3,\"place\":\"c\"}")
            .with("Prefer", SHOWN)
            .expect(201, "[{\"row\":3,\"place\":\"c\",\"who\":null}]"),
        write("a put of half of it", "PUT", "seats?row=eq.3", "{\"row\":3,\"place\":\"c\"}")
            .expect(
                405,
                ErrorScenariosTest.error(
                    "PGRST105",
                    "Filters must include all and only primary key columns with 'eq' operators",
                    null,
                    "The primary key is row, place")),
        write("another key", "PATCH", "seats?row=eq.1&place=eq.b", "{\"row\":9}")
            .with("Prefer", SHOWN)
            .expect(200, "[{\"row\":9,\"place\":\"b\",\"who\":null}]"),
        Scenario.of("a delete", "DELETE /rest/v1/seats?row=eq.1&place=eq.b")
            .with("Prefer", SHOWN)
            .expect(200, "[{\"row\":1,\"place\":\"b\",\"who\":null}]"),
        Scenario.of("embeds", "GET /rest/v1/seats?select=place,tickets(id)&order=place")
            .expect(
                200,
                "[{\"place\":\"a\",\"tickets\":[{\"id\":1}]},{\"place\":\"b\",\"tickets\":[]}]"),
        Scenario.of("embedded", "GET /rest/v1/tickets?select=id,seats(who)")
            .expect(200, "[{\"id\":1,\"seats\":{\"who\":\"Ann\"}}]"));
  }

  @Test
  void location_ofACompositeKey_leadsToTheRowWhateverItsSigns() {
    String row = "{\"row\":7,\"place\":\"x &=(é),\\\"q\\\\%+\",\"who\":null}";
    String location =
        NODE.client
            .with("Prefer", "return=headers-only")
            .post("/rest/v1/seats", row)
            .headers()
            .firstValue("Location")
            .orElseThrow();
    assertThat(NODE.client.get(location).body()).isEqualTo("[" + row + "]");
  }

  @ParameterizedTest
  @MethodSource
  void tableWithoutAKey_doesWhatNeedsNone(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> tableWithoutAKey_doesWhatNeedsNone() {
    String needsKey =
        ErrorScenariosTest.error(
            "FB208",
            "visits has no primary key to find the written rows by",
            null,
            "Send Prefer: return=minimal, or add a primary key");
    return Stream.of(
        Scenario.of("a read", "GET /rest/v1/visits?day=eq.5&select=day,seats(who)&limit=1")
            .expect(200, "[{\"day\":5,\"seats\":{\"who\":\"Ann\"}}]"),
        Scenario.of("embedded", "GET /rest/v1/seats?select=visits(day)&place=eq.a")
            .expect(200, "[{\"visits\":[{\"day\":5},{\"day\":5}]}]"),
        write("an insert", "POST", "visits", "{\"day\":1}")
            .with("Prefer", SHOWN)
            .expect(201, "[{\"r\":null,\"p\":null,\"day\":1}]"),
        write("a merge", "POST", "visits", "{\"day\":1}")
            .with("Prefer", "resolution=merge-duplicates")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB240",
                    "Rows of a table without a primary key cannot be merged",
                    null,
                    "Add one")),
        write("a put", "PUT", "visits?day=eq.5", "{\"day\":5}")
            .expect(
                405,
                ErrorScenariosTest.error(
                    "PGRST105",
                    "Filters must include all and only primary key columns with 'eq' operators",
                    null,
                    "visits has no primary key")),
        write("a change", "PATCH", "visits?day=eq.5", "{\"day\":6}")
            .with("Prefer", "count=exact")
            .expect(204, "")
            .expectHeader("Content-Range", "0-1/2"),
        write("a change to see", "PATCH", "visits?day=eq.5", "{\"day\":6}")
            .with("Prefer", SHOWN)
            .expect(400, needsKey),
        Scenario.of("a delete", "DELETE /rest/v1/visits?day=eq.5")
            .with("Prefer", "count=exact")
            .expect(204, "")
            .expectHeader("Content-Range", "*/2"),
        Scenario.of("a delete to see", "DELETE /rest/v1/visits?day=eq.5")
            .with("Prefer", SHOWN)
            .expect(400, needsKey));
  }

  @Test
  void location_ofARowWithoutAKey_isNotThere() {
    assertThat(
            NODE.client
                .with("Prefer", "return=headers-only")
                .post("/rest/v1/visits", "{\"day\":1}")
                .headers()
                .firstValue("Location"))
        .isEmpty();
  }

  private static Scenario write(String name, String method, String path, String body) {
    return Scenario.of(name, method + " /rest/v1/" + path).sending(body);
  }
}
