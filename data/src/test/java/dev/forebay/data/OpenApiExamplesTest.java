package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
import dev.forebay.testing.TestClient;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the document gives as an example is sent, and must be carried out. */
class OpenApiExamplesTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          "CREATE TABLE every_type (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, "
              + TypesTest.TYPES.stream()
                  .map(t -> t.name() + " " + t.type() + " NOT NULL")
                  .collect(Collectors.joining(", "))
              + ")",
          "CREATE TABLE defaults (code CHAR(3) PRIMARY KEY DEFAULT 'it''',"
              + " price DECIMAL(5,3) UNSIGNED NOT NULL DEFAULT 0.125, n INT DEFAULT -7,"
              + " state ENUM('a','b') DEFAULT 'b', day DATE DEFAULT '2020-02-29',"
              + " at DATETIME DEFAULT CURRENT_TIMESTAMP, tiny DECIMAL(2,2), huge DECIMAL(30,0),"
              + " flag BOOLEAN DEFAULT FALSE, `made` INT AS (n + 1), words TEXT,"
              + " FULLTEXT (words))",
          "CREATE TABLE authors (id INT AUTO_INCREMENT PRIMARY KEY, email VARCHAR(20) UNIQUE,"
              + " boss INT, FOREIGN KEY (boss) REFERENCES authors (id))",
          "CREATE TABLE books (isbn VARCHAR(13) PRIMARY KEY, author INT NOT NULL,"
              + " FOREIGN KEY (author) REFERENCES authors (id))",
          "CREATE TABLE pages (isbn VARCHAR(13), page INT, text LONGTEXT, PRIMARY KEY (isbn, page),"
              + " FOREIGN KEY (isbn) REFERENCES books (isbn))",
          "CREATE TABLE keyless (note VARCHAR(5), place POINT)",
          "CREATE TABLE by_float (f FLOAT PRIMARY KEY, n INT)",
          "CREATE TABLE `odd name-é.x` (`a b` INT PRIMARY KEY, `select` INT, `order` INT,"
              + " `c\"d,(e).f->g` VARCHAR(9), `über` INT, `columns` INT NOT NULL)",
          "CREATE TABLE riddles (id INT AUTO_INCREMENT PRIMARY KEY, answer VARCHAR(20) NOT NULL"
              + " CHECK (answer REGEXP '^a.*z$'), seen INT AS (id + 1),"
              + " asked DATE CHECK (YEAR(asked) > 2030))",
          "CREATE VIEW shown AS SELECT id, email FROM authors",
          "CREATE FUNCTION add_up(a DECIMAL(10,2), b BIGINT) RETURNS DECIMAL(12,2) NO SQL"
              + " RETURN a + b",
          "CREATE PROCEDURE list(d DATE, t TIME(3), e ENUM('x','y'), j JSON, g POINT, v BINARY(2))"
              + " READS SQL DATA SELECT d, t, e, j",
          "CREATE PROCEDURE counts(OUT n INT, INOUT m INT) READS SQL DATA SELECT 1, m INTO n, m",
          "CREATE PROCEDURE note(new_note VARCHAR(5)) INSERT INTO keyless (note) VALUES (new_note)",
          "CREATE PROCEDURE dynamic(t TEXT) BEGIN PREPARE s FROM t; EXECUTE s; END");

  private static JsonNode document;
  private static int sent;

  @BeforeAll
  static void read() {
    HttpResponse<String> answer = NODE.client.get("/rest/v1/");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    document = JSON.readTree(answer.body());
  }

  @Test
  void examples_sentOneByOne_areAllCarriedOut() {
    Set<String> needRows = Set.of("POST /books", "PUT /books", "POST /pages", "PUT /pages");
    sendAllBut(needRows);
    putForGood("authors");
    send("POST", "/books");
    putForGood("books");
    send("POST", "/pages");
    putForGood("pages");
    putForGood("every_type");
    putForGood("defaults");
    sendAllBut(
        Set.of(
            "POST /authors",
            "POST /books",
            "POST /pages",
            "POST /defaults",
            "POST /transaction",
            "DELETE /authors",
            "DELETE /books"));
    assertThat(sent).isGreaterThan(1000);
  }

  @Test
  void operations_areThoseThatThereAre() {
    assertThat(methods("/authors"))
        .containsExactlyInAnyOrder("get", "head", "post", "put", "patch", "delete");
    assertThat(methods("/keyless"))
        .containsExactlyInAnyOrder("get", "head", "post", "patch", "delete");
    assertThat(methods("/shown")).containsExactlyInAnyOrder("get", "head");
    assertThat(methods("/rpc/note")).containsExactly("post");
    assertThat(document.get("paths").has("/rpc/dynamic")).isFalse();
    assertThat(methods("/rpc/list")).containsExactlyInAnyOrder("get", "post");
  }

  @Test
  void examples_ofATableWithChecks_areLeftOut() {
    for (String method : List.of("post", "put", "patch")) {
      JsonNode content =
          document.get("paths").get("/riddles").get(method).get("requestBody").get("content");
      assertThat(content.toString()).contains("schema").doesNotContain("example");
    }
    assertThat(document.get("components").get("schemas").get("riddles").toString())
        .doesNotContain("example");
  }

  @Test
  void select_ofATable_saysWhatItTakes() {
    assertThat(parameter("select.authors").get("description").stringValue())
        .isEqualTo(
            "What of each row: columns; related rows: `authors!boss(*)`, `books!books_ibfk_1(*)`;"
                + " in a `GET` aggregates: `count()`, `column.sum()`, `avg()`, `min()`, `max()`");
    assertThat(parameter("select.every_type").get("description").stringValue())
        .contains("parts of JSON: `");
    assertThat(examples(parameter("select.books")).stream().map(JsonNode::stringValue))
        .containsExactly("*", "isbn", "*,authors!books_ibfk_1(*)");
  }

  private static JsonNode parameter(String name) {
    return document.get("components").get("parameters").get(name);
  }

  private static List<String> methods(String path) {
    return List.copyOf(document.get("paths").get(path).propertyNames());
  }

  /** Rows that refer to others need those; their own tables' examples are such. */
  private static void putForGood(String table) {
    JsonNode put = document.get("paths").get("/" + table).get("put");
    String row = bodies(put).getFirst().text();
    String key = needed("PUT", parameters(put));
    requireDone("PUT /" + table, () -> NODE.client.put("/rest/v1/" + table + "?" + key, row));
  }

  private static List<JsonNode> parameters(JsonNode operation) {
    List<JsonNode> parameters = new ArrayList<>();
    operation.path("parameters").forEach(p -> parameters.add(resolved(p)));
    return parameters;
  }

  private static boolean isRequired(JsonNode parameter) {
    return parameter.path("required").asBoolean(false);
  }

  private static void sendAllBut(Set<String> left) {
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (String name : path.getValue().propertyNames()) {
        String method = name.toUpperCase(Locale.ROOT);
        if (!left.contains(method + " " + path.getKey())) {
          send(method, path.getKey());
        }
      }
    }
  }

  /** The operation with each of its examples, one at a time, and what it needs in any case. */
  private static void send(String method, String path) {
    JsonNode operation = document.get("paths").get(path).get(method.toLowerCase(Locale.ROOT));
    List<JsonNode> parameters = parameters(operation);
    String needed = needed(method, parameters);
    for (Body body : bodies(operation)) {
      request(method, path, needed, "", "", body);
      for (JsonNode parameter : parameters) {
        String name = parameter.get("name").stringValue();
        boolean header = parameter.get("in").stringValue().equals("header");
        for (JsonNode example : examples(parameter)) {
          if (header) {
            request(method, path, needed, name, example.asString(), body);
          } else if (!isRequired(parameter)) {
            request(method, path, join(needed, pair(parameter, example)), "", "", body);
          }
        }
      }
    }
  }

  /** What is required; of a PATCH and a DELETE also a filter. */
  private static String needed(String method, List<JsonNode> parameters) {
    List<JsonNode> needed =
        method.equals("PATCH") || method.equals("DELETE")
            ? parameters.subList(0, 1)
            : parameters.stream().filter(OpenApiExamplesTest::isRequired).toList();
    return needed.stream()
        .map(p -> pair(p, examples(p).getFirst()))
        .collect(Collectors.joining("&"));
  }

  private static void request(
      String method, String path, String query, String header, String value, Body body) {
    TestClient client = NODE.client;
    String prefer = "tx=rollback";
    if (header.equals("Prefer")) {
      prefer = value + "," + prefer;
    } else if (!header.isEmpty()) {
      client = client.with(header, value);
    }
    if (query.contains("on_conflict=")) {
      prefer = "resolution=merge-duplicates," + prefer;
    }
    String target =
        "/rest/v1" + (path.equals("/") ? "/" : path) + (query.isEmpty() ? "" : "?" + query);
    TestClient sender = client.with("Prefer", prefer).with("Content-Type", body.type());
    requireDone(
        method + " " + target + " " + prefer + " " + body.text(),
        () -> sender.send(method, target, body.text()));
    sent++;
  }

  /** A 503 asks to try again, as the clients do: on a busy machine Redis may take its time. */
  private static void requireDone(String request, Supplier<HttpResponse<String>> sending) {
    HttpResponse<String> answer =
        Eventually.present(
            "an answer to " + request,
            () -> Optional.of(sending.get()).filter(a -> a.statusCode() != 503));
    assertThat(answer.statusCode()).as(request + "\n" + answer.body()).isBetween(200, 299);
  }

  private record Body(String type, String text) {}

  private static List<Body> bodies(JsonNode operation) {
    List<Body> bodies = new ArrayList<>();
    operation
        .path("requestBody")
        .path("content")
        .properties()
        .forEach(
            content -> {
              content
                  .getValue()
                  .path("examples")
                  .forEach(e -> bodies.add(body(content.getKey(), e.get("value"))));
              if (content.getValue().has("example")) {
                bodies.add(body(content.getKey(), content.getValue().get("example")));
              }
            });
    return operation.has("requestBody") ? bodies : List.of(new Body("application/json", ""));
  }

  private static Body body(String type, JsonNode example) {
    return new Body(type, example.isString() ? example.stringValue() : example.toString());
  }

  private static List<JsonNode> examples(JsonNode parameter) {
    List<JsonNode> examples = new ArrayList<>();
    parameter.path("schema").path("examples").forEach(examples::add);
    parameter.path("content").forEach(content -> examples.add(content.get("example")));
    return examples;
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").stringValue().substring(1)) : node;
  }

  private static String join(String some, String more) {
    return some.isEmpty() ? more : some + "&" + more;
  }

  private static String pair(JsonNode parameter, JsonNode example) {
    String value = example.isString() ? example.stringValue() : example.toString();
    return encoded(parameter.get("name").stringValue()) + "=" + encoded(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
