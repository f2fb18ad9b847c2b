package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the values of one type of column are, from the client's text to the name of a cache entry.
 *
 * <p>A value is what {@link #read} makes of a text, as it is bound: a String, Long, BigInteger,
 * BigDecimal, Double, LocalDateTime or byte[]. Two texts of one value give values that {@link
 * #compare} holds for equal and that have one {@link #spelling}. What an answer shows of a value
 * can be read again, and is the same value.
 */
public sealed interface ValueType
    permits BinaryValues,
        BitValues,
        BooleanValues,
        DateTimeValues,
        DateValues,
        DecimalValues,
        DigitValues,
        GeometryValues,
        InetValues,
        JsonValues,
        LabelValues,
        RealValues,
        TextValues,
        TimeValues,
        UuidValues,
        VectorValues {

  /** How far two values can be compared here as the server compares them. */
  enum Comparability {
    /** Not at all. */
    NONE,
    /** Whether they are equal. */
    EQUALITY,
    /** Also which is the greater one. */
    ORDER
  }

  /** The values of a column. */
  static ValueType of(Column column) {
    return of(column.type());
  }

  /** The values of a type. */
  static ValueType of(ColumnType type) {
    return switch (type) {
      case ColumnType.Int integer -> new IntegerValues(integer);
      case ColumnType.Bool bool -> new BooleanValues(of(bool.number()), bool.key());
      case ColumnType.Year _ -> new YearValues();
      case ColumnType.Bit bit -> new BitValues(bit);
      case ColumnType.Decimal decimal -> new DecimalValues(decimal);
      case ColumnType.Real real -> new RealValues(real);
      case ColumnType.Text text -> new TextValues(text);
      case ColumnType.Enumeration labels -> new EnumValues(labels);
      case ColumnType.SetOf labels -> new SetValues(labels);
      case ColumnType.Json _ -> new JsonValues();
      case ColumnType.Date _ -> new DateValues();
      case ColumnType.DateTime time -> new DateTimeValues(time);
      case ColumnType.Time time -> new TimeValues(time);
      case ColumnType.Binary binary -> new BinaryValues(binary);
      case ColumnType.Vector vector -> new VectorValues(vector);
      case ColumnType.Uuid _ -> new UuidValues();
      case ColumnType.Inet address -> new InetValues(address);
      case ColumnType.Geometry geometry -> new GeometryValues(geometry);
    };
  }

  /** What a client may send, in words that follow "takes". */
  String expected();

  /** The value that a client's text means; null where it is none. */
  @Nullable Object read(String text);

  /**
   * What the column keeps of a value: a DECIMAL is rounded, a CHAR loses blanks at its end. Null
   * where it is longer than the column, and the server might cut it in silence.
   */
  default @Nullable Object stored(Object value) {
    return value;
  }

  /** The value of a row under a cursor as a text that {@link #read} takes; null for NULL. */
  default @Nullable String text(Row row, int index) {
    return row.string(index);
  }

  /** The value of a row under a cursor; null for NULL. */
  default @Nullable Object value(Row row, int index) {
    String text = text(row, index);
    return text == null ? null : Objects.requireNonNull(read(text), "A value of the server's");
  }

  /** Writes the value of a row under a cursor as JSON. */
  void write(Row row, int index, JsonBuffer out);

  /** Whether two values are equal exactly where their spellings are: then they name entries. */
  default boolean isNamed() {
    return true;
  }

  /** The one spelling of a value in the name of a cache entry. */
  default String spelling(Object value) {
    return value.toString();
  }

  /** The spelling of the value of a row under a cursor; null for NULL. */
  default @Nullable String spelling(Row row, int index) {
    Object value = value(row, index);
    return value == null ? null : spelling(value);
  }

  /** Whether only the server knows the spelling: a text's is its weight under its collation. */
  default boolean isWeighed() {
    return false;
  }

  /** The value of a spelling that is no hash; null where it does not tell one. */
  default @Nullable Object ofSpelling(String spelling) {
    return read(spelling);
  }

  /** Whether the server compares such values at all. */
  default boolean isCompared() {
    return true;
  }

  /** Whether they are texts that patterns go with. */
  default boolean isText() {
    return false;
  }

  /** Whether they have sums and means. */
  default boolean isSummed() {
    return false;
  }

  /** Whether they have a smallest and a largest one. */
  default boolean isOrdered() {
    return false;
  }

  /** How far {@link #compare} says what the server would, of a value in a filter and a row's. */
  default Comparability comparability(Object value) {
    return Comparability.NONE;
  }

  /** Negative, 0 or positive as a value is less than another, equal or greater. */
  int compare(Object value, Object other);

  /** A text that {@link #read} takes as JSON, where that has a plain form. */
  default Optional<JsonNode> json(String text) {
    return Optional.empty();
  }

  /** An example of a value, as JSON. */
  JsonNode example(Column column);

  /** The JSON Schema of values that are not NULL. */
  ObjectNode schema();
}
