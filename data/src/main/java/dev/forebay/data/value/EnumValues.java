package dev.forebay.data.value;

import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.schema.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * ENUM: a string, one of its labels. The empty text that an invalid value has become is found by a
 * filter, and refused by the server where it is written.
 */
record EnumValues(ColumnType.Enumeration type) implements LabelValues {
  @Override
  public List<String> labels() {
    return type.labels();
  }

  @Override
  public String expected() {
    return "one of " + String.join(", ", type.labels());
  }

  @Override
  public @Nullable Object read(String text) {
    return text.isEmpty() ? text : Labels.of(type.labels(), text);
  }

  @Override
  public ObjectNode schema() {
    return JsonNodes.type("string").set("enum", JsonNodes.texts(type.labels()));
  }
}
