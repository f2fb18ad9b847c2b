package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A number of which 1 is shown as true and 0 as false, unless it is a key. Another number that the
 * column holds is shown as it is, so that it is found and written back by what is shown.
 *
 * @param number the values as numbers
 * @param key whether it is a key
 */
record BooleanValues(ValueType number, boolean key) implements ValueType {
  private static final Long TRUE = 1L;
  private static final Long FALSE = 0L;

  @Override
  public String expected() {
    return "true or false";
  }

  @Override
  public @Nullable Object read(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> TRUE;
      case "false" -> FALSE;
      default -> number.read(text);
    };
  }

  @Override
  public @Nullable String text(Row row, int index) {
    return number.text(row, index);
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    String digits = number.spelling(row, index);
    Literals.bare(digits == null || key ? digits : shown(digits), out);
  }

  private static String shown(String digits) {
    return switch (digits) {
      case "1" -> "true";
      case "0" -> "false";
      default -> digits;
    };
  }

  @Override
  public String spelling(Object value) {
    return number.spelling(value);
  }

  @Override
  public Comparability comparability(Object value) {
    return number.comparability(value);
  }

  @Override
  public int compare(Object value, Object other) {
    return number.compare(value, other);
  }

  @Override
  public Optional<JsonNode> json(String text) {
    return key
        ? number.json(text)
        : Optional.of(JsonNodeFactory.instance.booleanNode(!Long.valueOf(0).equals(read(text))));
  }

  @Override
  public JsonNode example(Column column) {
    return key ? number.example(column) : JsonNodeFactory.instance.booleanNode(true);
  }

  /** One bit holds no other number. */
  @Override
  public ObjectNode schema() {
    if (key) {
      return number.schema();
    }
    return number.read("2") == null
        ? JsonNodes.type("boolean")
        : JsonNodes.object("type", JsonNodes.texts(List.of("boolean", "integer")));
  }
}
