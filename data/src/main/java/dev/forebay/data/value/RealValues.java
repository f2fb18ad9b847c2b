package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * FLOAT and DOUBLE. A FLOAT is bound as the double that it is, so that 0.1 finds the row that shows
 * it.
 */
record RealValues(ColumnType.Real type) implements ValueType {
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?");

  @Override
  public String expected() {
    return "a finite number, such as 1.5e3";
  }

  @Override
  public @Nullable Object read(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      return null;
    }
    double single = (float) value;
    return type.single() && !Double.isInfinite(single) ? single : value;
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    Literals.bare(row.string(index), out);
  }

  /** Zero has no sign where values are compared. */
  @Override
  public String spelling(Object value) {
    return String.valueOf((Double) value + 0.0);
  }

  @Override
  public Comparability comparability(Object value) {
    return Comparability.ORDER;
  }

  @Override
  public boolean isSummed() {
    return true;
  }

  @Override
  public boolean isOrdered() {
    return true;
  }

  @Override
  public int compare(Object value, Object other) {
    double one = (Double) value;
    double two = (Double) other;
    return one == two ? 0 : Double.compare(one, two);
  }

  @Override
  public JsonNode example(Column column) {
    return JsonNodeFactory.instance.numberNode(1.5);
  }

  @Override
  public ObjectNode schema() {
    return JsonNodes.type("number").put("format", type.single() ? "float" : "double");
  }
}
