package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** UUID: five groups of hexadecimal digits. */
record UuidValues() implements ValueType {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  @Override
  public String expected() {
    return "a UUID";
  }

  @Override
  public @Nullable Object read(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return UUID.matcher(lower).matches() ? lower : null;
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    Literals.quoted(row.string(index), out);
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
    return JsonNodeFactory.instance.stringNode("123e4567-e89b-12d3-a456-426614174000");
  }

  @Override
  public ObjectNode schema() {
    return JsonNodes.type("string").put("format", "uuid");
  }
}
