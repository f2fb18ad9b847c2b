package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonNodes;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (2020-12) of a column's values, as docs/http/types.md says they are written.
 *
 * <p>Formats are those of OpenAPI's registry: a DATETIME has no offset, so it is a {@code
 * date-time-local} and not a {@code date-time}.
 */
final class ColumnSchemas {
  private ColumnSchemas() {}

  /** The schema of the column's values, NULL among them where it takes that. */
  static ObjectNode of(Column column) {
    ObjectNode schema = ofValue(column);
    return column.nullable() ? nullable(schema) : schema;
  }

  /** The schema of values that are not NULL. */
  static ObjectNode ofValue(Column column) {
    return ValueType.of(column).schema();
  }

  private static ObjectNode nullable(ObjectNode schema) {
    if (schema.has("$ref")) {
      return JsonNodes.object("anyOf", JsonNodes.array(schema, JsonNodes.type("null")));
    }
    JsonNode type = schema.get("type");
    if (type != null) {
      schema.set("type", (type.isArray() ? (ArrayNode) type : JsonNodes.array(type)).add("null"));
    }
    if (schema.has("enum")) {
      schema.withArray("enum").addNull();
    }
    return schema;
  }
}
