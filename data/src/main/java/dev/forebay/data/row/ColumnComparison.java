package dev.forebay.data.row;

import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Condition.Comparison;
import dev.forebay.data.plan.Source;
import dev.forebay.data.row.RowCondition.Truth;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One test of one column, where Java decides it exactly as SQL does. Not of texts, whose collation
 * only the server knows; not of FLOAT, of which an answer shows fewer digits than there are; not
 * whether a boolean is true, because any number but 0 shows as that.
 */
final class ColumnComparison {
  private static final Set<Comparison> EQUALITIES =
      EnumSet.of(Comparison.EQUAL, Comparison.NOT_EQUAL, Comparison.IN, Comparison.DISTINCT);
  private static final Set<Comparison> COMPARISONS =
      EnumSet.of(
          Comparison.EQUAL,
          Comparison.NOT_EQUAL,
          Comparison.GREATER,
          Comparison.GREATER_OR_EQUAL,
          Comparison.LESS,
          Comparison.LESS_OR_EQUAL,
          Comparison.IN,
          Comparison.DISTINCT);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final int MOST_DIGITS = 65;
  private static final int MOST_DECIMALS = 30;

  private ColumnComparison() {}

  /** The test, with the values that it takes; nothing where only the database can decide it. */
  static Optional<Truth> of(Table table, Condition.Test test, Iterator<Object> values) {
    if (!(test.source() instanceof Source.Stored(String name))) {
      return Optional.empty();
    }
    Column column = table.column(name).orElseThrow();
    return switch (test.comparison()) {
      case NULL -> nullness(column, row -> row.text(column) == null);
      case NOT_NULL -> nullness(column, row -> row.text(column) != null);
      case TRUE -> Optional.of(row -> "true".equals(row.text(column)));
      case FALSE -> Optional.of(row -> "false".equals(row.text(column)));
      default -> compared(column, test, values);
    };
  }

  /** JSON has a null of its own; and a zero date is NULL, too, where the column takes none. */
  private static Optional<Truth> nullness(Column column, Truth truth) {
    boolean plain =
        switch (column.type()) {
          case JSON, GEOMETRY -> false;
          case DATE, DATETIME -> column.nullable();
          default -> true;
        };
    return plain ? Optional.of(truth) : Optional.empty();
  }

  private static Optional<Truth> compared(
      Column column, Condition.Test test, Iterator<Object> values) {
    Comparison comparison = test.comparison();
    if (!COMPARISONS.contains(comparison)) {
      return Optional.empty();
    }
    List<Object> bound = new ArrayList<>();
    for (int i = 0; i < test.values(); i++) {
      bound.add(values.next());
    }
    return bound.stream().allMatch(value -> decides(column, comparison, value))
        ? Optional.of(row -> compared(column, comparison, row.text(column), bound))
        : Optional.empty();
  }

  private static boolean decides(Column column, Comparison comparison, Object value) {
    boolean equality = EQUALITIES.contains(comparison);
    return switch (column.type()) {
      case INTEGER -> !column.declaredType().startsWith("year");
      case DECIMAL -> value instanceof BigDecimal number && isKept(number);
      case DATE -> value instanceof LocalDate date && date.getYear() >= 1000;
      case DATETIME -> value instanceof LocalDateTime time && isInRange(column, time.getYear());
      case UUID, ENUM -> equality;
      case BOOLEAN -> equality && value.equals(false);
      default -> false;
    };
  }

  /** Whether a literal of this number keeps its digits. */
  private static boolean isKept(BigDecimal number) {
    return number.scale() <= MOST_DECIMALS
        && number.precision() - Math.min(number.scale(), 0) <= MOST_DIGITS;
  }

  private static boolean isInRange(Column column, int year) {
    return column.declaredType().startsWith("timestamp")
        ? year > 1970 && year < 2038
        : year >= 1000;
  }

  private static @Nullable Boolean compared(
      Column column, Comparison comparison, @Nullable String shown, List<Object> values) {
    if (values.isEmpty()) {
      return false;
    }
    if (shown == null) {
      return comparison == Comparison.DISTINCT ? Boolean.TRUE : null;
    }
    int order = order(column, shown, values.getFirst());
    return switch (comparison) {
      case EQUAL -> order == 0;
      case NOT_EQUAL, DISTINCT -> order != 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      default -> values.stream().anyMatch(value -> order(column, shown, value) == 0);
    };
  }

  /** How what a row shows is to a value: less (under 0), equal (0) or greater. */
  private static int order(Column column, String shown, Object value) {
    return switch (column.type()) {
      case INTEGER, DECIMAL -> new BigDecimal(shown).compareTo(new BigDecimal(value.toString()));
      case DATETIME -> micros(shown).compareTo(((LocalDateTime) value).format(MICROS));
      default -> shown.compareTo(value.toString());
    };
  }

  /** A date and time with six digits of a fraction, whatever the column's. */
  private static String micros(String shown) {
    int point = shown.indexOf('.');
    String fraction = point < 0 ? "" : shown.substring(point + 1);
    return shown.substring(0, point < 0 ? shown.length() : point)
        + "."
        + fraction
        + "0".repeat(6 - fraction.length());
  }
}
