package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * DATETIME and TIMESTAMP: {@code 2024-01-15T10:30:00.123}, in UTC, with as many digits of a
 * fraction as the column has. A value is a LocalDateTime, or a text where its day or month is 0.
 */
record DateTimeValues(ColumnType.DateTime type) implements ValueType {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final int FIRST_OF_TIMESTAMP = 1971;
  private static final int LAST_OF_TIMESTAMP = 2037;

  @Override
  public String expected() {
    return "a date and time, such as 2024-01-15T10:30:00";
  }

  @Override
  public @Nullable Object read(String text) {
    return Times.dateTime(text);
  }

  /** On both servers finer digits are cut; MySQL would round, MariaDB not. */
  @Override
  public Object stored(Object value) {
    return value instanceof LocalDateTime time
        ? Times.cut(time, type.fraction())
        : Times.cut((String) value, type.fraction());
  }

  /** With as many digits of a fraction as the column is declared with; drivers show 0 or 6. */
  @Override
  public void write(Row row, int index, JsonBuffer out) {
    String text = row.string(index);
    Literals.quoted(
        text == null ? null : Times.withFraction(text.replace(' ', 'T'), type.fraction()), out);
  }

  @Override
  public String spelling(Object value) {
    return Times.withoutZeros(micros(value));
  }

  @Override
  public boolean isOrdered() {
    return true;
  }

  @Override
  public Comparability comparability(Object value) {
    return value instanceof LocalDateTime time && isCommon(time.getYear())
        ? Comparability.ORDER
        : Comparability.NONE;
  }

  private boolean isCommon(int year) {
    return type.timestamp()
        ? year >= FIRST_OF_TIMESTAMP && year <= LAST_OF_TIMESTAMP
        : year >= 1000;
  }

  @Override
  public int compare(Object value, Object other) {
    return micros(value).compareTo(micros(other));
  }

  private static String micros(Object value) {
    return value instanceof LocalDateTime time
        ? MICROS.format(time)
        : Times.withFraction((String) value, Times.MOST_DIGITS);
  }

  @Override
  public JsonNode example(Column column) {
    return JsonNodeFactory.instance.stringNode(
        Times.withFraction("2024-01-15T10:30:00", type.fraction()));
  }

  @Override
  public ObjectNode schema() {
    return JsonNodes.type("string").put("format", "date-time-local");
  }
}
