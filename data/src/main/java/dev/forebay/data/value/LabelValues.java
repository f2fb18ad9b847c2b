package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A string of labels that its column declares: of one, or of several. */
sealed interface LabelValues extends ValueType permits EnumValues, SetValues {
  /** The labels in the order of their declaration. */
  List<String> labels();

  @Override
  default void write(Row row, int index, JsonBuffer out) {
    Literals.text(row.bytes(index), out);
  }

  @Override
  default String spelling(Object value) {
    return Spelling.bounded(value.toString());
  }

  @Override
  default boolean isText() {
    return true;
  }

  @Override
  default Comparability comparability(Object value) {
    return Comparability.EQUALITY;
  }

  @Override
  default int compare(Object value, Object other) {
    return value.toString().compareTo(other.toString());
  }

  @Override
  default Optional<JsonNode> json(String text) {
    return Optional.of(JsonNodeFactory.instance.stringNode(text));
  }

  @Override
  default JsonNode example(Column column) {
    return JsonNodeFactory.instance.stringNode(labels().getFirst());
  }
}
