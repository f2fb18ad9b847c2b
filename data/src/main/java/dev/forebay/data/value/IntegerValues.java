package dev.forebay.data.value;

import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** TINYINT to BIGINT: a number with all its digits. */
record IntegerValues(ColumnType.Int type) implements DigitValues {
  @Override
  public String expected() {
    return "an integer from %s to %s".formatted(smallest(), largest());
  }

  @Override
  public @Nullable Object read(String text) {
    Object value = Digits.read(text);
    return value != null && holds(value) ? value : null;
  }

  @Override
  public JsonNode example(Column column) {
    return JsonNodeFactory.instance.numberNode(1);
  }

  @Override
  public ObjectNode schema() {
    int width = type.bits() == 24 ? 32 : type.bits();
    ObjectNode schema = JsonNodes.type("integer");
    schema.put("format", (type.unsigned() ? "uint" : "int") + width);
    return Digits.range(schema, smallest(), largest());
  }

  private boolean holds(Object value) {
    return value instanceof Long number
        ? holds(number.longValue())
        : type.unsigned()
            && ((BigInteger) value).signum() > 0
            && ((BigInteger) value).bitLength() <= type.bits();
  }

  private boolean holds(long number) {
    int bits = type.unsigned() ? type.bits() : type.bits() - 1;
    boolean small = bits >= Long.SIZE - 1 || number < 1L << bits;
    return small && number >= (type.unsigned() ? 0 : -1L << bits);
  }

  private BigInteger smallest() {
    return type.unsigned() ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(type.bits() - 1).negate();
  }

  private BigInteger largest() {
    int bits = type.bits() - (type.unsigned() ? 0 : 1);
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }
}
