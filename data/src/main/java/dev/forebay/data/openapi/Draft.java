package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonNodes;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a document while it is made. One thread. */
final class Draft {
  final ObjectNode paths = JsonNodes.object();
  final ArrayNode tags = JsonNodes.array();
  final ObjectNode schemas = JsonNodes.object();
  final ObjectNode parameters = JsonNodes.object();
  final ObjectNode responses = JsonNodes.object();

  /** Adds what stands above a group of operations. */
  void tag(String name, String description) {
    ObjectNode tag = JsonNodes.object().put("name", name);
    tags.add(description.isEmpty() ? tag : tag.put("description", description));
  }
}
