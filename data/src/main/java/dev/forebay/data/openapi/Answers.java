package dev.forebay.data.openapi;

import dev.forebay.data.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The answers to requests that are carried out. */
final class Answers {
  private static final List<String> READ_HEADERS = List.of("Content-Range", "Cache-Status");
  private static final List<String> WRITE_HEADERS =
      List.of("Content-Range", "Preference-Applied", "Location", "Idempotency-Replayed");

  private Answers() {}

  /** Those that have no rows of a table. */
  static void addTo(ObjectNode responses) {
    responses.set("head", with(READ_HEADERS, "The headers of GET"));
    responses.set("nothing", with(WRITE_HEADERS, "Done"));
  }

  /** Rows of a read. */
  static ObjectNode rows(String table) {
    return with(READ_HEADERS, "The rows; 206 where there are counted to be more")
        .set("content", rowsContent(table));
  }

  /** Rows of a write, where {@code return=representation} asks for them. */
  static ObjectNode written(String table) {
    return with(WRITE_HEADERS, "Done; with return=representation the rows")
        .set("content", rowsContent(table));
  }

  /** What comes of a procedure. */
  static ObjectNode results() {
    return Json.object()
        .put("description", "The rows, or of several result sets an array of each")
        .set("content", content(Json.object()));
  }

  /** One JSON value. */
  static ObjectNode value(String description, ObjectNode schema) {
    return Json.object()
        .put("description", description)
        .set("content", Operation.content("application/json", schema));
  }

  private static ObjectNode rowsContent(String table) {
    return content(Refs.schema(Refs.name(table)));
  }

  private static ObjectNode content(ObjectNode row) {
    ObjectNode content = Operation.content("application/json", Json.arrayOf(row));
    content.setAll(Operation.content("application/vnd.pgrst.object+json", row.deepCopy()));
    content.setAll(Operation.content("text/csv", Json.type("string")));
    return content;
  }

  private static ObjectNode with(List<String> names, String description) {
    ObjectNode headers = Json.object();
    names.forEach(name -> headers.set(name, Refs.header(name)));
    return Json.object().put("description", description).set("headers", headers);
  }
}
