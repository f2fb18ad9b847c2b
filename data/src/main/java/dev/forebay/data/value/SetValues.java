package dev.forebay.data.value;

import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.schema.ColumnType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** SET: a string of its labels in their order, with commas between them. */
record SetValues(ColumnType.SetOf type) implements LabelValues {
  @Override
  public List<String> labels() {
    return type.labels();
  }

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
  public ObjectNode schema() {
    String one =
        type.labels().stream().map(SetValues::literal).collect(Collectors.joining("|", "(", ")"));
    return JsonNodes.type("string").put("pattern", "^(" + one + "(," + one + ")*)?$");
  }

  /** A text as a regular expression of ECMA-262. */
  private static String literal(String text) {
    return text.replaceAll("[\\^$\\\\.*+?()\\[\\]{}|/]", "\\\\$0");
  }
}
