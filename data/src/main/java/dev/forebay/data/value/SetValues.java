package dev.forebay.data.value;

import dev.forebay.data.json.Json;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** SET: a string of its labels in their order, with commas between them. */
record SetValues(ColumnType.SetOf type) implements ValueType {
  @Override
  public String expected() {
    return "a list of " + String.join(", ", type.labels());
  }

  @Override
  public @Nullable Object read(String text) {
    Set<String> labels = new HashSet<>();
    for (String word : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String label = Labels.of(type.labels(), word);
      if (label == null) {
        return null;
      }
      labels.add(label);
    }
    return type.labels().stream().filter(labels::contains).collect(Collectors.joining(","));
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
    String one =
        type.labels().stream().map(SetValues::literal).collect(Collectors.joining("|", "(", ")"));
    return Json.type("string").put("pattern", "^(" + one + "(," + one + ")*)?$");
  }

  /** A text as a regular expression of ECMA-262. */
  private static String literal(String text) {
    return text.replaceAll("[\\^$\\\\.*+?()\\[\\]{}|/]", "\\\\$0");
  }
}
