package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** DATE: {@code 2024-01-15}. Days and months of old databases may be 0. */
record DateValues() implements ValueType {
  @Override
  public String expected() {
    return "a date, such as 2024-01-15";
  }

  @Override
  public @Nullable Object read(String text) {
    return Times.date(text);
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    Literals.quoted(row.string(index), out);
  }

  @Override
  public boolean isOrdered() {
    return true;
  }

  @Override
  public Comparability comparability(Object value) {
    return Times.isFarFromZero((String) value) ? Comparability.ORDER : Comparability.NONE;
  }

  @Override
  public int compare(Object value, Object other) {
    return ((String) value).compareTo((String) other);
  }

  @Override
  public Optional<JsonNode> json(String text) {
    return Optional.of(JsonNodeFactory.instance.stringNode(text));
  }

  @Override
  public JsonNode example(Column column) {
    return JsonNodeFactory.instance.stringNode("2024-01-15");
  }

  @Override
  public ObjectNode schema() {
    return JsonNodes.type("string").put("format", "date");
  }
}
