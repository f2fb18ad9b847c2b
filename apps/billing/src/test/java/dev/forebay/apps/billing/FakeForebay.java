package dev.forebay.apps.billing;

import dev.forebay.client.Json;
import dev.forebay.testing.ScriptedServer;
import dev.forebay.testing.ScriptedServer.Answer;
import dev.forebay.testing.ScriptedServer.Asked;
import dev.forebay.testing.TestContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * As much of Forebay as generating invoices needs, in memory: customers 1 to 3, a table of invoices
 * with its unique key, and objects. A test can have it fail.
 */
final class FakeForebay implements AutoCloseable {
  final Map<String, String> objects = new TreeMap<>();
  final List<ObjectNode> invoices = new ArrayList<>();

  /** Lines of requests, such as {@code POST /rest/v1/invoices}, and what each is answered once. */
  final Map<String, Answer> failures = new LinkedHashMap<>();

  private final ScriptedServer server = ScriptedServer.start(this::answer);

  TestContext context() {
    return new TestContext(
        Map.of(
            "FOREBAY_URL", server.url(),
            "FOREBAY_SECRET_KEY", "sk",
            "FOREBAY_S3_URL", server.url(),
            "FOREBAY_S3_ACCESS_KEY_ID", "id",
            "FOREBAY_S3_SECRET_ACCESS_KEY", "secret",
            "FOREBAY_S3_REGION", "us-east-1"));
  }

  List<Asked> asked() {
    return server.asked();
  }

  static String etag(String content) {
    return Integer.toHexString(content.hashCode());
  }

  @Override
  public void close() {
    server.close();
  }

  private synchronized Answer answer(Asked asked) {
    Answer failure = failures.remove(asked.line());
    if (failure != null) {
      return failure;
    }
    String path = asked.target().replaceFirst("\\?.*", "");
    return switch (asked.method() + " " + path) {
      case "GET /rest/v1/customers" -> customers(asked.target());
      case "GET /rest/v1/invoices" -> invoicesAfter(asked.target());
      case "POST /rest/v1/invoices" -> insert(Json.read(asked.body()));
      default -> object(asked, path);
    };
  }

  private static Answer customers(String target) {
    ArrayNode found = Json.array();
    List<String> ids = List.of(target.replaceAll(".*\\(|\\).*", "").split(","));
    for (int id = 1; id <= 3; id++) {
      if (ids.contains(Integer.toString(id))) {
        found.addObject().put("id", id).put("name", "Customer " + id).put("email", id + "@a.b");
      }
    }
    return Answer.of(200, Json.write(found));
  }

  private Answer invoicesAfter(String target) {
    ArrayNode found = Json.array();
    if (!target.contains("&id=gt.")) {
      invoices.stream()
          .filter(row -> target.contains("source_hash=eq." + row.get("source_hash").asString()))
          .forEach(found::add);
    }
    return Answer.of(200, Json.write(found));
  }

  private Answer insert(JsonNode rows) {
    for (JsonNode row : rows) {
      if (invoices.stream().anyMatch(there -> sameKey(there, row))) {
        return Answer.of(409, "{\"code\":\"FB402\",\"message\":\"unique\"}");
      }
    }
    for (JsonNode row : rows) {
      invoices.add(row.asObject().put("id", invoices.size() + 1));
    }
    return Answer.of(201, Json.write(rows));
  }

  private static boolean sameKey(JsonNode a, JsonNode b) {
    return a.get("source_hash").equals(b.get("source_hash"))
        && a.get("customer_id").equals(b.get("customer_id"));
  }

  private Answer object(Asked asked, String path) {
    if (asked.method().equals("PUT")) {
      objects.put(path, asked.body());
      return Answer.of(200, "");
    }
    String content = objects.get(path);
    return content == null
        ? Answer.of(404, "")
        : new Answer(
            200,
            Map.of("ETag", '"' + etag(content) + '"'),
            asked.method().equals("HEAD") ? "" : content);
  }
}
