package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonNodes;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The answers to requests that are carried out. */
final class SuccessResponses {
  private static final List<String> READ_HEADERS = List.of("Content-Range", "Cache-Status");
  private static final List<String> WRITE_HEADERS =
      List.of("Content-Range", "Preference-Applied", "Location", "Idempotency-Replayed");

  private SuccessResponses() {}

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
    return JsonNodes.object()
        .put("description", "The rows, or of several result sets an array of each")
        .set("content", content(JsonNodes.object()));
  }

  /** One JSON value. */
  static ObjectNode value(String description, ObjectNode schema) {
    return JsonNodes.object()
        .put("description", description)
        .set("content", OperationDraft.content("application/json", schema));
  }

  private static ObjectNode rowsContent(String table) {
    return content(Refs.schema(Refs.name(table)));
  }

  private static ObjectNode content(ObjectNode row) {
    ObjectNode content = OperationDraft.content("application/json", JsonNodes.arrayOf(row));
    content.setAll(OperationDraft.content("application/vnd.pgrst.object+json", row.deepCopy()));
    content.setAll(OperationDraft.content("text/csv", JsonNodes.type("string")));
    return content;
  }

  private static ObjectNode with(List<String> names, String description) {
    ObjectNode headers = JsonNodes.object();
    names.forEach(name -> headers.set(name, Refs.header(name)));
    return JsonNodes.object().put("description", description).set("headers", headers);
  }
}
