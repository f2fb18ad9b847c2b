package dev.forebay.data.value;

import dev.forebay.data.json.Json;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * YEAR: 0 and 1901 to 2155, in full. The servers take 24 for 2024; here it is no year, because what
 * is sent would not be what is stored.
 */
record YearValues() implements ValueType {
  private static final BigInteger LARGEST = BigInteger.valueOf(2155);
  private static final long SMALLEST = 1901;

  @Override
  public String expected() {
    return "a year from 1901 to 2155 with all four digits, or 0";
  }

  @Override
  public @Nullable Object read(String text) {
    Object year = Digits.read(text, BigInteger.ZERO, LARGEST);
    return year instanceof Long number && (number == 0 || number >= SMALLEST) ? number : null;
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
    return JsonNodeFactory.instance.numberNode(2024);
  }

  @Override
  public ObjectNode schema() {
    return Digits.range(Json.type("integer"), BigInteger.ZERO, LARGEST);
  }
}
