package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** DECIMAL: a number with all its digits and its scale. */
record DecimalValues(ColumnType.Decimal type) implements ValueType {
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,140}(\\.[0-9]{1,140})?([eE][+-]?[0-9]{1,3})?");
  private static final int MOST_DIGITS = 65;
  private static final int MOST_DECIMALS = 30;

  @Override
  public String expected() {
    return "a decimal number of at most 65 digits, such as 12.50";
  }

  @Override
  public @Nullable Object read(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return null;
    }
    BigDecimal value = new BigDecimal(text);
    boolean fits = value.precision() - value.scale() <= MOST_DIGITS && value.scale() <= MOST_DIGITS;
    return fits ? value : null;
  }

  /** As the servers round: a half away from zero. What is then too large is theirs to refuse. */
  @Override
  public Object stored(Object value) {
    BigDecimal number = (BigDecimal) value;
    return number.scale() > type.scale()
        ? number.setScale(type.scale(), RoundingMode.HALF_UP)
        : number;
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    Literals.bare(row.string(index), out);
  }

  @Override
  public String spelling(Object value) {
    BigDecimal number = (BigDecimal) value;
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** As far as a literal of the number keeps its digits. */
  @Override
  public Comparability comparability(Object value) {
    BigDecimal number = (BigDecimal) value;
    boolean kept =
        number.scale() <= MOST_DECIMALS
            && number.precision() - Math.min(number.scale(), 0) <= MOST_DIGITS;
    return kept ? Comparability.ORDER : Comparability.NONE;
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
    return ((BigDecimal) value).compareTo((BigDecimal) other);
  }

  @Override
  public Optional<JsonNode> json(String text) {
    return Optional.of(JsonNodeFactory.instance.numberNode(new BigDecimal(text)));
  }

  /** 12.50 where there is room for it, with all digits of its scale. */
  @Override
  public JsonNode example(Column column) {
    int scale = type.scale();
    int digits = type.precision() - scale;
    String whole = digits > 1 ? "12" : digits == 1 ? "1" : "0";
    String text = scale == 0 ? whole : whole + ".5" + "0".repeat(scale - 1);
    return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
  }

  /** The scale is not a multipleOf, which checkers in binary floating point get wrong. */
  @Override
  public ObjectNode schema() {
    BigInteger digits = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    BigDecimal largest = new BigDecimal(digits, type.scale());
    return JsonNodes.type("number")
        .put("format", "decimal")
        .put("minimum", type.unsigned() ? BigDecimal.ZERO : largest.negate())
        .put("maximum", largest);
  }
}
