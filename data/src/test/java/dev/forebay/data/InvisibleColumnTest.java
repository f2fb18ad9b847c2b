package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.TestClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EveryServer
class InvisibleColumnTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.withLookups(
          Map.of("people", List.of("name")),
          "CREATE TABLE towns (id INT PRIMARY KEY, mayor INT NULL INVISIBLE)",
          """
          CREATE TABLE people (id INT PRIMARY KEY, secret VARCHAR(20) NULL INVISIBLE, name VARCHAR(20),
            twice VARCHAR(40) AS (CONCAT(name, name)) VIRTUAL INVISIBLE, town INT NULL,
            FOREIGN KEY (town) REFERENCES towns (id))\
          """,
          "INSERT INTO towns (id, mayor) VALUES (1, 7)",
          "INSERT INTO people (id, secret, name, town) VALUES (1, 's', 'Ann', 1)",
          "CREATE TABLE hidden_key (id INT AUTO_INCREMENT INVISIBLE PRIMARY KEY, v INT)",
          "CREATE VIEW bare AS SELECT id, secret FROM people");

  private static final TestClient SHOWING = NODE.client.with("Prefer", "return=representation");

  @Test
  void everything_leavesOutInvisibleColumnsUnlessTheyAreNamed() {
    String shown = "{\"id\":1,\"name\":\"Ann\",\"town\":1}";
    for (String way : List.of("id=eq.1", "id=eq.1", "name=eq.Ann", "name=eq.Ann", "order=id")) {
      assertRows("people?" + way, shown);
      assertRows("people?select=*&" + way, shown);
      assertRows(
          "people?select=id,secret,twice&" + way,
          "{\"id\":1,\"secret\":\"s\",\"twice\":\"AnnAnn\"}");
      assertRows("people?select=*,secret&" + way, shown.replace("}", ",\"secret\":\"s\"}"));
    }
    assertRows("people?secret=eq.s&order=twice&select=id", "{\"id\":1}");
    assertRows("towns?select=*,people(*)", "{\"id\":1,\"people\":[" + shown + "]}");
    assertRows("people?id=eq.1&select=id,towns(*)", "{\"id\":1,\"towns\":{\"id\":1}}");
    assertRows("people?id=eq.1&select=id,...towns(mayor)", "{\"id\":1,\"mayor\":7}");
    assertRows("bare", "{\"id\":1,\"secret\":\"s\"}");
    assertThat(NODE.client.with("Accept", "text/csv").get("/rest/v1/people").body())
        .isEqualTo("id,name,town\n1,Ann,1\n");
  }

  @Test
  void write_ofAnInvisibleColumn_storesItAndShowsItWhereItIsNamed() {
    String path = "/rest/v1/people";
    assertThat(SHOWING.post(path, "{\"id\":2,\"secret\":\"x\",\"name\":\"B\"}").body())
        .isEqualTo("[{\"id\":2,\"name\":\"B\",\"town\":null}]");
    assertThat(SHOWING.patch(path + "?id=eq.2&select=secret", "{\"secret\":\"y\"}").body())
        .isEqualTo("[{\"secret\":\"y\"}]");
    assertRows("people?id=eq.2&select=secret", "{\"secret\":\"y\"}");
    assertThat(
            SHOWING
                .with("Prefer", "resolution=merge-duplicates")
                .post(path, "{\"id\":2,\"name\":\"C\"}")
                .statusCode())
        .isEqualTo(200);
    assertRows(
        "people?id=eq.2&select=*,secret",
        "{\"id\":2,\"name\":\"C\",\"town\":null,\"secret\":\"y\"}");
    assertThat(SHOWING.delete(path + "?id=eq.2").body())
        .isEqualTo("[{\"id\":2,\"name\":\"C\",\"town\":null}]");
  }

  @Test
  void key_thatIsInvisible_namesRowsStill() {
    String made =
        SHOWING.post("/rest/v1/hidden_key?select=id", "{\"v\":5}").body().replaceAll("\\D", "");
    assertRows("hidden_key?id=eq." + made, "{\"v\":5}");
    assertRows("hidden_key?id=eq." + made, "{\"v\":5}");
    assertRows("hidden_key?limit=1", "{\"v\":5}");
  }

  @Test
  void document_listsInvisibleColumnsAndHasNoneInTheExample() {
    JsonNode row =
        JsonMapper.shared()
            .readTree(NODE.client.get("/rest/v1/").body())
            .at("/components/schemas/people");
    assertThat(row.at("/properties/secret/description").asString()).contains("Invisible");
    assertThat(row.at("/examples/0").propertyNames()).containsExactly("id", "name", "town");
  }

  private static void assertRows(String query, String row) {
    assertThat(NODE.client.get("/rest/v1/" + query).body()).as(query).isEqualTo("[" + row + "]");
  }
}
