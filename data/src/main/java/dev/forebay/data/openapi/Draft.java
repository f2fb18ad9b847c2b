package dev.forebay.data.openapi;

import dev.forebay.data.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a document while it is made. One thread. */
final class Draft {
  final ObjectNode paths = Json.object();
  final ArrayNode tags = Json.array();
  final ObjectNode schemas = Json.object();
  final ObjectNode parameters = Json.object();
  final ObjectNode responses = Json.object();

  /** Adds what stands above a group of operations. */
  void tag(String name, String description) {
    ObjectNode tag = Json.object().put("name", name);
    tags.add(description.isEmpty() ? tag : tag.put("description", description));
  }
}
