package dev.forebay.data.evaluate;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Condition.Comparison;
import dev.forebay.data.plan.Source;
import dev.forebay.data.plan.Where;
import dev.forebay.data.value.ValueType;
import dev.forebay.data.value.ValueType.Comparability;
import dev.forebay.mysql.schema.Column;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates conditions in Java: the only place that does, beside SQL. Either of rows that the
 * server could be asked about as well, where nothing may come out otherwise; or of rows that only
 * Java has, such as those that a routine answers, where texts compare character by character,
 * because a result does not tell its collations.
 *
 * @param <R> the rows
 */
public final class Evaluator<R> {
  private final Rows<R> rows;
  private final boolean exact;
  private final Iterator<Object> values;

  private Evaluator(Rows<R> rows, boolean exact, Where where) {
    this.rows = rows;
    this.exact = exact;
    this.values = where.values().iterator();
  }

  /**
   * Where the rows' values come from.
   *
   * @param <R> the rows
   */
  public interface Rows<R> {
    /** The column of a name, which exists. */
    Column column(String name);

    /** A row's value of a column, as {@link ValueType#read} makes one; null for NULL. */
    @Nullable Object value(R row, Column column);
  }

  /** The condition, unless there is something in it that only the server can decide. */
  public static <R> Optional<RowTest<R>> exact(Where where, Rows<R> rows) {
    return new Evaluator<>(rows, true, where).test(where.condition());
  }

  /** The condition on rows that only Java has. FB208 where Java cannot decide it. */
  public static <R> RowTest<R> alone(Where where, Rows<R> rows) {
    return new Evaluator<>(rows, false, where)
        .test(where.condition())
        .orElseThrow(() -> new IllegalArgumentException("Not a condition of a result"));
  }

  private Optional<RowTest<R>> test(Condition condition) {
    return switch (condition) {
      case Condition.All all -> all(all.conditions(), Truth.TRUE);
      case Condition.Any any -> all(any.conditions(), Truth.FALSE);
      case Condition.Not not -> test(not.condition()).map(test -> row -> test.of(row).not());
      case Condition.Test test -> test(test);
      case Condition.Exists _, Condition.Between _, Condition.KeyIn _ -> Optional.empty();
    };
  }

  /** AND of many, which is TRUE of none; or OR, which is FALSE. */
  private Optional<RowTest<R>> all(List<Condition> conditions, Truth ofNone) {
    List<RowTest<R>> tests = new ArrayList<>();
    for (Condition condition : conditions) {
      Optional<RowTest<R>> test = test(condition);
      if (test.isEmpty()) {
        return Optional.empty();
      }
      tests.add(test.get());
    }
    Truth decisive = ofNone.not();
    return Optional.of(row -> combined(tests, row, ofNone, decisive));
  }

  private static <R> Truth combined(List<RowTest<R>> tests, R row, Truth ofNone, Truth decisive) {
    Truth all = ofNone;
    for (RowTest<R> test : tests) {
      Truth one = test.of(row);
      if (one == decisive) {
        return decisive;
      }
      all = one == Truth.UNKNOWN ? one : all;
    }
    return all;
  }

  private Optional<RowTest<R>> test(Condition.Test test) {
    if (!(test.source() instanceof Source.Stored(String name))) {
      return Optional.empty();
    }
    Column column = rows.column(name);
    List<Object> given = new ArrayList<>();
    for (int i = 0; i < test.values(); i++) {
      given.add(values.next());
    }
    return switch (test.comparison()) {
      case NULL -> nullness(column).map(isNull -> row -> isNull.of(row));
      case NOT_NULL -> nullness(column).map(isNull -> row -> isNull.of(row).not());
      case TRUE -> Optional.of(row -> truth(row, column, false));
      case FALSE -> Optional.of(row -> truth(row, column, true));
      case EQUAL, NOT_EQUAL, IN, DISTINCT ->
          compared(column, test.comparison(), given, Comparability.EQUALITY);
      case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL ->
          compared(column, test.comparison(), given, Comparability.ORDER);
      case LIKE -> like(column, given, false);
      case LIKE_IGNORING_CASE -> like(column, given, true);
      case MATCH, FULL_TEXT, CONTAINS, CONTAINED, OVERLAPS -> Optional.empty();
    };
  }

  /** What is not compared may have a null of its own, as JSON has. */
  private Optional<RowTest<R>> nullness(Column column) {
    return exact && !ValueType.of(column).isCompared()
        ? Optional.empty()
        : Optional.of(row -> Truth.of(rows.value(row, column) == null));
  }

  /** IS TRUE and IS FALSE are never unknown. */
  private Truth truth(R row, Column column, boolean zero) {
    Object value = rows.value(row, column);
    return Truth.of(value != null && value.equals(0L) == zero);
  }

  private Optional<RowTest<R>> compared(
      Column column, Comparison comparison, List<Object> given, Comparability wanted) {
    ValueType type = ValueType.of(column);
    for (Object value : given) {
      Comparability possible = type.comparability(value);
      if (exact && possible.compareTo(wanted) < 0) {
        return Optional.empty();
      }
      if (possible == Comparability.EQUALITY && wanted == Comparability.ORDER) {
        throw unordered(column);
      }
    }
    return Optional.of(row -> compared(type, comparison, rows.value(row, column), given));
  }

  private static Truth compared(
      ValueType type, Comparison comparison, @Nullable Object value, List<Object> given) {
    if (given.isEmpty()) {
      return Truth.FALSE;
    }
    if (value == null) {
      return comparison == Comparison.DISTINCT ? Truth.TRUE : Truth.UNKNOWN;
    }
    int order = type.compare(value, given.getFirst());
    return Truth.of(
        switch (comparison) {
          case NOT_EQUAL, DISTINCT -> order != 0;
          case GREATER -> order > 0;
          case GREATER_OR_EQUAL -> order >= 0;
          case LESS -> order < 0;
          case LESS_OR_EQUAL -> order <= 0;
          case IN -> given.stream().anyMatch(one -> type.compare(value, one) == 0);
          default -> order == 0;
        });
  }

  /**
   * Letter by letter, whatever the column's collation; but what a letter's other case is varies.
   */
  private Optional<RowTest<R>> like(Column column, List<Object> given, boolean ignoringCase) {
    if (exact && ignoringCase) {
      return Optional.empty();
    }
    TextPattern pattern = new TextPattern(given.getFirst().toString(), ignoringCase);
    return Optional.of(
        row -> {
          Object text = rows.value(row, column);
          return text == null ? Truth.UNKNOWN : Truth.of(pattern.matches(text.toString()));
        });
  }

  private static ForebayException unordered(Column column) {
    return new ForebayException(
        ErrorCode.UNSUPPORTED_FEATURE,
        "Values of the column %s are equal or not, and have no order".formatted(column.name()),
        "The column of the result is " + column.declaredType(),
        "Let the routine filter by it",
        null);
  }
}
