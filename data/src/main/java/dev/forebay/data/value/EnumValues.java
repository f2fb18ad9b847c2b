package dev.forebay.data.value;

import dev.forebay.data.json.Json;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * ENUM: a string, one of its labels. The empty text that an invalid value has become is found by a
 * filter, and refused by the server where it is written.
 */
record EnumValues(ColumnType.Enumeration type) implements ValueType {
  @Override
  public String expected() {
    return "one of " + String.join(", ", type.labels());
  }

  @Override
  public @Nullable Object read(String text) {
    return text.isEmpty() ? text : Labels.of(type.labels(), text);
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    Literals.text(row.bytes(index), out);
  }

  @Override
  public String spelling(Object value) {
    return Spelling.bounded(value.toString());
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public Comparability comparability(Object value) {
    return Comparability.EQUALITY;
  }

  @Override
  public int compare(Object value, Object other) {
    return value.toString().compareTo(other.toString());
  }

  @Override
  public Optional<JsonNode> json(String text) {
    return Optional.of(JsonNodeFactory.instance.stringNode(text));
  }

  @Override
  public JsonNode example(Column column) {
    return JsonNodeFactory.instance.stringNode(type.labels().getFirst());
  }

  @Override
  public ObjectNode schema() {
    return Json.type("string").set("enum", Json.texts(type.labels()));
  }
}
