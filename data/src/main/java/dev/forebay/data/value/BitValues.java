package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** BIT(n): the number that its bits are, unsigned. */
record BitValues(ColumnType.Bit type) implements ValueType {
  @Override
  public String expected() {
    return "a whole number that fits its bits";
  }

  @Override
  public @Nullable Object read(String text) {
    Object value = Digits.read(text);
    return value != null && Digits.compare(value, 0L) >= 0 && Digits.compare(value, largest()) <= 0
        ? value
        : null;
  }

  @Override
  public @Nullable String text(Row row, int index) {
    byte[] bits = row.bytes(index);
    return bits == null ? null : new BigInteger(1, bits).toString();
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    Literals.bare(text(row, index), out);
  }

  @Override
  public Comparability comparability(Object value) {
    return Comparability.ORDER;
  }

  @Override
  public int compare(Object value, Object other) {
    return Digits.compare(value, other);
  }

  @Override
  public JsonNode example(Column column) {
    return JsonNodeFactory.instance.numberNode(1);
  }

  @Override
  public ObjectNode schema() {
    return Digits.range(JsonNodes.type("integer"), BigInteger.ZERO, largest());
  }

  private BigInteger largest() {
    return BigInteger.ONE.shiftLeft(type.bits()).subtract(BigInteger.ONE);
  }
}
