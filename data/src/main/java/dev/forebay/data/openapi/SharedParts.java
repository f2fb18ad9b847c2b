package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonNodes;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Parameters and headers that operations share. */
final class SharedParts {
  /** Which rows of a table a read answers, and how. */
  static final List<String> READ =
      List.of(
          "limit",
          "offset",
          "or",
          "and",
          "Range",
          "prefer.read",
          "Accept-Profile",
          "Cache-Control");

  /** Which rows of a routine's result are shown, and how. */
  static final List<String> RESULT =
      List.of("select", "order", "limit", "offset", "or", "and", "Range");

  private static final String PROFILE = "The database, or `public`";

  private SharedParts() {}

  /** Adds the parameters. */
  static void addTo(ObjectNode parameters) {
    ObjectNode number = JsonNodes.type("integer").put("minimum", 0);
    add(parameters, query("select", "Columns of the result", text()));
    add(parameters, query("order", "By which of them to sort", text()));
    add(parameters, query("limit", "How many rows at most", number));
    add(parameters, query("offset", "How many rows to skip", number));
    add(parameters, query("or", "Filters of which one holds: `(a.eq.1,b.is.null)`", text()));
    add(parameters, query("and", "Filters that all hold, `or` among them", text()));
    add(parameters, header("Range", "The first and the last row", examples("0-9")));
    add(parameters, header("Accept-Profile", PROFILE, text()));
    add(parameters, header("Content-Profile", PROFILE, text()));
    ObjectNode fresh = JsonNodes.type("string").set("enum", JsonNodes.texts(List.of("no-cache")));
    add(parameters, header("Cache-Control", "`no-cache` reads the database", fresh));
    add(
        parameters,
        header(
            "Idempotency-Key",
            "New for every write: sent again, the write is not done again",
            JsonNodes.type("string").put("minLength", 1).put("maxLength", 255)));
    addPreferences(parameters);
  }

  /** Headers of answers. */
  static ObjectNode headers() {
    ObjectNode headers = JsonNodes.object();
    headers.set("Content-Range", header("First and last row, and how many there are", "0-9/42"));
    headers.set("Cache-Status", header("Where the rows came from (RFC 9211)", "Forebay; hit"));
    headers.set("Preference-Applied", header("Preferences that had a say", "tx=rollback"));
    headers.set("Location", header("With return=headers-only: the new row", "/rest/v1/t?id=eq.7"));
    headers.set("Idempotency-Replayed", header("That this answer was given before", "true"));
    headers.set("Retry-After", header("After how many seconds to try again", "1"));
    return headers;
  }

  private static void addPreferences(ObjectNode parameters) {
    String write = "`return=minimal|representation|headers-only`, `count=exact`, `tx=rollback`, ";
    String some = write + "`missing=default`, `handling=strict` with `max-affected=N`";
    prefer(parameters, "read", "`count=exact|planned|estimated`", List.of("count=exact"));
    prefer(parameters, "write", some, List.of("return=representation", "tx=rollback"));
    prefer(parameters, "write.keyless", some, List.of("return=minimal", "tx=rollback"));
    String insert = some + ", `resolution=merge-duplicates|ignore-duplicates`";
    prefer(parameters, "insert", insert, List.of("return=representation", "missing=default"));
    prefer(parameters, "insert.keyless", some, List.of("return=minimal", "missing=default"));
    prefer(parameters, "call", "`tx=rollback`", List.of("tx=rollback"));
  }

  private static void prefer(ObjectNode to, String name, String words, List<String> examples) {
    ObjectNode schema = JsonNodes.type("string").set("examples", JsonNodes.texts(examples));
    to.set("prefer." + name, header("Prefer", words, schema));
  }

  private static void add(ObjectNode to, ObjectNode parameter) {
    to.set(parameter.get("name").stringValue(), parameter);
  }

  static ObjectNode query(String name, String description, ObjectNode schema) {
    return parameter(name, "query", description, schema);
  }

  private static ObjectNode header(String name, String description, ObjectNode schema) {
    return parameter(name, "header", description, schema);
  }

  private static ObjectNode parameter(
      String name, String in, String description, ObjectNode schema) {
    return JsonNodes.object()
        .put("name", name)
        .put("in", in)
        .put("description", description)
        .set("schema", schema);
  }

  private static ObjectNode header(String description, String example) {
    return JsonNodes.object().put("description", description).set("schema", examples(example));
  }

  private static ObjectNode text() {
    return JsonNodes.type("string");
  }

  private static ObjectNode examples(String example) {
    return text().set("examples", JsonNodes.array().add(example));
  }
}
