package dev.forebay.data.value;

import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.schema.Column;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * YEAR: 0 and 1901 to 2155, in full. The servers take 24 for 2024; here it is no year, because what
 * is sent would not be what is stored.
 */
record YearValues() implements DigitValues {
  private static final long LARGEST = 2155;
  private static final long SMALLEST = 1901;

  @Override
  public String expected() {
    return "a year from 1901 to 2155 with all four digits, or 0";
  }

  @Override
  public @Nullable Object read(String text) {
    return Digits.read(text) instanceof Long year
            && (year == 0 || (year >= SMALLEST && year <= LARGEST))
        ? year
        : null;
  }

  @Override
  public JsonNode example(Column column) {
    return JsonNodeFactory.instance.numberNode(2024);
  }

  @Override
  public ObjectNode schema() {
    return Digits.range(JsonNodes.type("integer"), BigInteger.ZERO, BigInteger.valueOf(LARGEST));
  }
}
