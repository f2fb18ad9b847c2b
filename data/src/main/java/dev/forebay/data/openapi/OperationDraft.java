package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonNodes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One operation of the document while it is made. */
final class OperationDraft {
  private final ObjectNode node = JsonNodes.object();
  private final ArrayNode parameters = JsonNodes.array();
  private final Map<String, ObjectNode> responses = new TreeMap<>();
  private @Nullable ObjectNode body;

  /**
   * @param id unique in the document
   * @param tag the group it stands in
   */
  OperationDraft(String id, String tag, String summary) {
    node.put("operationId", id).set("tags", JsonNodes.array().add(tag));
    node.put("summary", summary);
  }

  OperationDraft describe(String description) {
    node.put("description", description);
    return this;
  }

  OperationDraft parameter(ObjectNode parameter) {
    parameters.add(parameter);
    return this;
  }

  /** Shared parameters, by their components' names. */
  OperationDraft parameters(List<String> names) {
    names.forEach(name -> parameters.add(Refs.parameter(name)));
    return this;
  }

  /** A body that must be there. */
  OperationDraft body(ObjectNode content) {
    body = JsonNodes.object("content", content).put("required", true);
    return this;
  }

  OperationDraft answer(String status, ObjectNode response) {
    responses.put(status, response);
    return this;
  }

  /** The errors that any of these statuses may have. */
  OperationDraft errors(List<Integer> statuses) {
    statuses.forEach(
        status -> responses.put("" + status, Refs.response(ErrorResponses.name(status))));
    return this;
  }

  ObjectNode json() {
    if (!parameters.isEmpty()) {
      node.set("parameters", parameters);
    }
    if (body != null) {
      node.set("requestBody", body);
    }
    ObjectNode answers = JsonNodes.object();
    responses.forEach(answers::set);
    return node.set("responses", answers);
  }

  /** Content of one media type. */
  static ObjectNode content(String mediaType, JsonNode schema) {
    return JsonNodes.object(mediaType, JsonNodes.object("schema", schema));
  }

  /** An example by a name. */
  static ObjectNode example(String name, JsonNode value) {
    return JsonNodes.object(name, JsonNodes.object("value", value));
  }
}
