package dev.forebay.data.openapi;

import dev.forebay.base.ErrorCode;
import dev.forebay.data.answer.DataErrors;
import dev.forebay.data.json.JsonNodes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** The answers to requests that fail, one for each status, with the codes that it may have. */
final class ErrorResponses {
  /** What the statuses of a read may be. */
  static final List<Integer> OF_READS =
      List.of(300, 400, 401, 403, 404, 406, 414, 416, 500, 503, 504);

  /** What the statuses of a write may be. */
  static final List<Integer> OF_WRITES =
      List.of(400, 401, 403, 404, 405, 406, 409, 413, 414, 415, 422, 500, 503, 504, 507);

  private static final String SCHEMA = "error";
  private static final Set<ErrorCode> OF_STARTS =
      EnumSet.of(
          ErrorCode.MIGRATION_FAILED, ErrorCode.CACHE_MISCONFIGURED, ErrorCode.BINLOG_UNREADABLE);
  private static final String RANGES = "123459";
  private static final Map<Integer, String> MEANINGS =
      Map.ofEntries(
          Map.entry(300, "Several foreign keys lead to the embed; the details list them"),
          Map.entry(400, "The request cannot be carried out as it is written"),
          Map.entry(401, "No key, or one that is not known"),
          Map.entry(403, "The key may not do this"),
          Map.entry(404, "There is no such table or routine"),
          Map.entry(405, "Not with this method"),
          Map.entry(406, "Not in the form that was asked for"),
          Map.entry(409, "In conflict with what is stored"),
          Map.entry(413, "The body is too large"),
          Map.entry(414, "The URL is too long"),
          Map.entry(415, "The body is of another type"),
          Map.entry(416, "No rows in this range"),
          Map.entry(422, "The idempotency key was used with another request"),
          Map.entry(500, "The server failed"),
          Map.entry(503, "Away for the moment; try again"),
          Map.entry(504, "Not within the time of a statement"),
          Map.entry(507, "The database has no room left"));

  private ErrorResponses() {}

  static String name(int status) {
    return SCHEMA + "." + status;
  }

  /** Adds the responses and the schema of their bodies. */
  static void addTo(Draft draft) {
    draft.schemas.set(SCHEMA, schema());
    codes().forEach((status, codes) -> draft.responses.set(name(status), response(status, codes)));
  }

  private static Map<Integer, Set<String>> codes() {
    Map<Integer, Set<String>> codes = new TreeMap<>();
    Arrays.stream(ErrorCode.values())
        .filter(code -> RANGES.indexOf(code.code().charAt(2)) >= 0 && !OF_STARTS.contains(code))
        .filter(code -> MEANINGS.containsKey(code.httpStatus()))
        .forEach(
            code ->
                codes
                    .computeIfAbsent(code.httpStatus(), _ -> new TreeSet<>())
                    .add(DataErrors.code(code)));
    return codes;
  }

  private static ObjectNode response(int status, Set<String> codes) {
    ObjectNode code = JsonNodes.object("code", JsonNodes.object("enum", JsonNodes.texts(codes)));
    ObjectNode schema =
        JsonNodes.object(
            "allOf", JsonNodes.array(Refs.schema(SCHEMA), JsonNodes.object("properties", code)));
    ObjectNode response =
        JsonNodes.object().put("description", MEANINGS.getOrDefault(status, "Refused"));
    if (status == 503) {
      response.set("headers", JsonNodes.object("Retry-After", Refs.header("Retry-After")));
    }
    return response.set("content", OperationDraft.content("application/json", schema));
  }

  private static ObjectNode schema() {
    ObjectNode properties = JsonNodes.object("code", JsonNodes.type("string"));
    properties.set("message", JsonNodes.type("string"));
    properties.set("details", types("string", "array", "null"));
    properties.set("hint", types("string", "null"));
    ObjectNode schema =
        JsonNodes.type("object").put("description", "What went wrong, and what to do");
    schema.set("required", JsonNodes.texts(List.of("code", "message", "details", "hint")));
    return schema.set("properties", properties);
  }

  private static ObjectNode types(String... types) {
    return JsonNodes.object("type", JsonNodes.texts(List.of(types)));
  }
}
