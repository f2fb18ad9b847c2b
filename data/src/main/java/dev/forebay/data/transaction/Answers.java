package dev.forebay.data.transaction;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.Response;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the operations so far have answered, and the values of their rows for those to come. */
final class Answers {
  /** Numbers keep their digits. */
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(100).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final ArrayNode answers = JSON.createArrayNode();
  private final Map<String, JsonNode> rows = new HashMap<>();

  void add(Operation operation, Response answer) {
    byte[] body = answer.body() instanceof Response.Body.Bytes bytes ? bytes.alone() : new byte[0];
    JsonNode shown = body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
    ObjectNode part = answers.addObject();
    part.put("status", answer.status());
    part.set("body", shown);
    rows.put(operation.name(), shown);
  }

  byte[] json() {
    return JSON.writeValueAsBytes(answers);
  }

  /** The value that {@code name.column} refers to. FB246 where there is none. */
  JsonNode value(String reference) {
    int dot = reference.indexOf('.');
    JsonNode body = dot < 0 ? null : rows.get(reference.substring(0, dot));
    if (body == null) {
      throw unresolved(reference, "No operation before this one has that name");
    }
    if (body.size() != 1) {
      throw unresolved(reference, "That operation has shown %d rows".formatted(body.size()));
    }
    JsonNode value = body.get(0).get(reference.substring(dot + 1));
    if (value == null) {
      throw unresolved(reference, "The row has no such column");
    }
    return value;
  }

  private static ForebayException unresolved(String reference, String why) {
    return new ForebayException(
        ErrorCode.INVALID_OPERATION,
        "The reference \"%s\" leads to nothing"
            .formatted(dev.forebay.data.request.Excerpt.of(reference)),
        why,
        "Refer to name.column of an operation before, which shows exactly one row",
        null);
  }
}
