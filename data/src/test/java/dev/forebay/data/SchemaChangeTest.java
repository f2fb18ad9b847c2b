package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What is asked for right behind a DDL, before the schema is read again by itself. */
@EveryServer
class SchemaChangeTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          "CREATE TABLE things (id INT PRIMARY KEY, name VARCHAR(20))",
          "INSERT INTO things VALUES (1, 'a')",
          "CREATE TABLE base (id INT PRIMARY KEY, v INT)",
          "CREATE VIEW broken AS SELECT id, v FROM base",
          "CREATE PROCEDURE read_base() READS SQL DATA SELECT v FROM base",
          "ALTER TABLE base DROP COLUMN v");

  @RepeatedTest(3)
  void request_rightBehindADdl_isPlannedByTheSchemaOfThen() {
    assertRows("[{\"id\":1,\"name\":\"a\"}]", NODE.client.get("/rest/v1/things?order=id"));
    NODE.db.run("ALTER TABLE things CHANGE name title VARCHAR(20)");
    assertRows("[{\"id\":1,\"title\":\"a\"}]", NODE.client.get("/rest/v1/things?order=id"));
    NODE.db.run("ALTER TABLE things ADD extra INT NULL, DROP COLUMN title");
    HttpResponse<String> written =
        NODE.client
            .with("Prefer", "return=representation")
            .patch("/rest/v1/things?id=eq.1", "{\"title\":\"b\"}");
    assertThat(written.statusCode()).isEqualTo(400);
    assertThat(written.body()).contains("PGRST204", "title");
    assertRows(
        "[{\"id\":1,\"extra\":2}]",
        NODE.client
            .with("Prefer", "return=representation")
            .patch("/rest/v1/things?id=eq.1", "{\"extra\":2}"));
    NODE.db.run("ALTER TABLE things DROP COLUMN extra");
    assertRows("[{\"id\":1}]", NODE.client.get("/rest/v1/things?id=gt.0"));
    NODE.db.run("ALTER TABLE things ADD name VARCHAR(20) DEFAULT 'a'");
    assertRows("[{\"name\":\"a\"}]", NODE.client.get("/rest/v1/things?select=name"));
  }

  @Test
  void request_ofWhatWasJustMade_isAnswered() {
    NODE.db.run("CREATE TABLE parents (id INT PRIMARY KEY)", "INSERT INTO parents VALUES (1)");
    assertRows("[{\"id\":1}]", NODE.client.get("/rest/v1/parents"));
    NODE.db.run(
        "CREATE TABLE children (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES"
            + " parents (id))");
    assertRows(
        "[{\"id\":1,\"children\":[]}]", NODE.client.get("/rest/v1/parents?select=id,children(id)"));
    NODE.db.run("CREATE PROCEDURE just_made() READS SQL DATA SELECT 2 AS two");
    assertRows("[{\"two\":2}]", NODE.client.get("/rest/v1/rpc/just_made"));
  }

  @Test
  void request_toATableThatIsGone_isNotFound() {
    NODE.db.run("CREATE TABLE brief (id INT PRIMARY KEY)");
    NODE.node.schema.refresh();
    NODE.db.run("DROP TABLE brief");
    HttpResponse<String> read = NODE.client.get("/rest/v1/brief?limit=1");
    assertThat(read.statusCode()).isEqualTo(404);
    assertThat(read.body()).contains("PGRST205");
  }

  @Test
  void definition_thatRefersToNothing_isTheServersError() {
    for (String path : new String[] {"broken?limit=1", "rpc/read_base"}) {
      HttpResponse<String> answer = NODE.client.get("/rest/v1/" + path);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
      assertThat(answer.body()).contains("FB417");
      assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }
  }

  private static void assertRows(String rows, HttpResponse<String> answer) {
    assertThat(answer.body()).isEqualTo(rows);
  }
}
