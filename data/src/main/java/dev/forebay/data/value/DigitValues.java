package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.mysql.Session.Row;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A whole number that the server shows in digits: one of an integer's type, or a year. */
sealed interface DigitValues extends ValueType permits IntegerValues, YearValues {
  @Override
  default void write(Row row, int index, JsonBuffer out) {
    Literals.bare(spelling(row, index), out);
  }

  @Override
  default @Nullable String spelling(Row row, int index) {
    return Digits.trimmed(row.string(index));
  }

  @Override
  default Comparability comparability(Object value) {
    return Comparability.ORDER;
  }

  @Override
  default boolean isSummed() {
    return true;
  }

  @Override
  default boolean isOrdered() {
    return true;
  }

  @Override
  default int compare(Object value, Object other) {
    return Digits.compare(value, other);
  }

  @Override
  default Optional<JsonNode> json(String text) {
    return Optional.of(JsonNodeFactory.instance.numberNode(new BigInteger(text)));
  }
}
