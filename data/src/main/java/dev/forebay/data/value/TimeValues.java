package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** TIME: a time of day or a span, from {@code -838:59:59} to {@code 838:59:59}. */
record TimeValues(ColumnType.Time type) implements ValueType {
  @Override
  public String expected() {
    return "a time, such as 10:30:00";
  }

  @Override
  public @Nullable Object read(String text) {
    return Times.time(text);
  }

  /** Cut, as a date and time is. */
  @Override
  public Object stored(Object value) {
    return Times.cut((String) value, type.fraction());
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    String text = row.string(index);
    Literals.quoted(text == null ? null : Times.withFraction(text, type.fraction()), out);
  }

  @Override
  public boolean isOrdered() {
    return true;
  }

  @Override
  public Comparability comparability(Object value) {
    return Comparability.ORDER;
  }

  @Override
  public int compare(Object value, Object other) {
    return Long.compare(Times.micros((String) value), Times.micros((String) other));
  }

  @Override
  public JsonNode example(Column column) {
    return JsonNodeFactory.instance.stringNode(Times.withFraction("10:30:00", type.fraction()));
  }

  @Override
  public ObjectNode schema() {
    String fraction = type.fraction() == 0 ? "" : "\\.\\d{" + type.fraction() + "}";
    return JsonNodes.type("string").put("pattern", "^-?\\d{2,3}:\\d{2}:\\d{2}" + fraction + "$");
  }
}
