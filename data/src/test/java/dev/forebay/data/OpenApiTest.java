package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
import dev.forebay.testing.TestClient;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          "CREATE TABLE customers (id INT AUTO_INCREMENT PRIMARY KEY)",
          "CREATE TABLE secrets (id INT)",
          "CREATE FUNCTION twice(n INT) RETURNS INT NO SQL RETURN 2 * n");

  @Test
  void document_forThePublishableKey_hasNoTable() {
    TestClient web = TestClient.of(NODE.node.server.port()).withKey(DataNode.KEYS.publishableKey());
    JsonNode document = json(web.get("/rest/v1/"));
    assertThat(document.get("paths").propertyNames()).containsExactly("/");
    assertThat(document.toString()).doesNotContain("customers").doesNotContain("twice");
  }

  @Test
  void document_withoutAKey_isRefused() {
    assertThat(TestClient.of(NODE.node.server.port()).get("/rest/v1/").statusCode()).isEqualTo(401);
  }

  @Test
  void server_isRelativeToWhereTheDocumentIs() {
    assertThat(server("/rest/v1/")).isEqualTo(".");
    assertThat(server("/rest/v1")).isEqualTo("v1");
  }

  @Test
  void document_thatTheClientHas_isNotSentAgain() {
    HttpResponse<String> first = NODE.client.get("/rest/v1/");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");
    for (String has : Set.of(tag, "\"x\", W/" + tag, "*")) {
      HttpResponse<String> again = NODE.client.with("If-None-Match", has).get("/rest/v1/");
      assertThat(again.statusCode() + again.body()).as(has).isEqualTo("304");
      assertThat(again.headers().firstValue("ETag")).contains(tag);
    }
    assertThat(NODE.client.with("If-None-Match", "\"x\"").get("/rest/v1/").statusCode())
        .isEqualTo(200);
  }

  @Test
  void document_afterDdl_isAnother() {
    NODE.db.run("ALTER TABLE secrets ADD COLUMN note VARCHAR(9) COMMENT 'first'");
    Eventually.until("the column is there", () -> describes("first"));
    NODE.db.run("ALTER TABLE secrets MODIFY COLUMN note VARCHAR(9) COMMENT 'second'");
    Eventually.until("the comment is there", () -> describes("second"));
    NODE.db.run("ALTER TABLE secrets DROP COLUMN note");
    Eventually.until("the column is gone", () -> !describes("second"));
  }

  private static boolean describes(String comment) {
    return json(NODE.client.get("/rest/v1/"))
        .at("/components/schemas/secrets/properties/note/description")
        .asString("")
        .startsWith(comment);
  }

  private static String server(String path) {
    return json(NODE.client.get(path)).get("servers").get(0).get("url").stringValue();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/openapi+json; charset=utf-8");
    return JsonMapper.shared().readTree(answer.body());
  }
}
