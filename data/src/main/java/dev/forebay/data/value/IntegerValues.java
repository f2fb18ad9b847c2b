package dev.forebay.data.value;

import dev.forebay.data.json.Json;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** TINYINT to BIGINT: a number with all its digits. */
record IntegerValues(ColumnType.Int type) implements ValueType {
  @Override
  public String expected() {
    return "an integer from %s to %s".formatted(smallest(), largest());
  }

  @Override
  public @Nullable Object read(String text) {
    return Digits.read(text, smallest(), largest());
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    Literals.bare(spelling(row, index), out);
  }

  @Override
  public @Nullable String spelling(Row row, int index) {
    return Digits.trimmed(row.string(index));
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
    return Digits.compare(value, other);
  }

  @Override
  public Optional<JsonNode> json(String text) {
    return Optional.of(JsonNodeFactory.instance.numberNode(new BigInteger(text)));
  }

  @Override
  public JsonNode example(Column column) {
    return JsonNodeFactory.instance.numberNode(1);
  }

  @Override
  public ObjectNode schema() {
    int width = type.bits() == 24 ? 32 : type.bits();
    ObjectNode schema = Json.type("integer");
    schema.put("format", (type.unsigned() ? "uint" : "int") + width);
    return Digits.range(schema, smallest(), largest());
  }

  private BigInteger smallest() {
    return type.unsigned() ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(type.bits() - 1).negate();
  }

  private BigInteger largest() {
    int bits = type.bits() - (type.unsigned() ? 0 : 1);
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }
}
