package dev.forebay.data.json;

import java.util.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** New nodes of a document. */
public final class JsonNodes {
  public static final JsonMapper MAPPER = JsonMapper.shared();

  private JsonNodes() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ObjectNode object(String key, JsonNode value) {
    return object().set(key, value);
  }

  public static ArrayNode array(JsonNode... items) {
    ArrayNode array = MAPPER.createArrayNode();
    for (JsonNode item : items) {
      array.add(item);
    }
    return array;
  }

  public static ArrayNode texts(Collection<String> items) {
    ArrayNode array = MAPPER.createArrayNode();
    items.forEach(array::add);
    return array;
  }

  /** A schema of one type. */
  public static ObjectNode type(String type) {
    return object().put("type", type);
  }

  public static ObjectNode arrayOf(ObjectNode items) {
    return type("array").set("items", items);
  }
}
