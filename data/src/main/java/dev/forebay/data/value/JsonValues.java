package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON: the value itself. Only parts of it are compared, by the server. */
record JsonValues() implements ValueType {
  @Override
  public String expected() {
    return "a string of valid Unicode";
  }

  @Override
  public @Nullable Object read(String text) {
    return text;
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    Literals.json(row.bytes(index), out);
  }

  @Override
  public boolean isNamed() {
    return false;
  }

  @Override
  public boolean isCompared() {
    return false;
  }

  @Override
  public int compare(Object value, Object other) {
    throw new IllegalArgumentException("JSON is not compared");
  }

  @Override
  public JsonNode example(Column column) {
    return JsonNodeFactory.instance.objectNode().put("key", "value");
  }

  @Override
  public ObjectNode schema() {
    return JsonNodes.object();
  }
}
