package dev.forebay.data.plan;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Condition.Comparison;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.Filter;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a filter into a condition, and collects its values on the way. */
final class Conditions {
  private static final Set<ColumnType> WITH_PATTERNS =
      EnumSet.of(ColumnType.TEXT, ColumnType.ENUM, ColumnType.SET);
  private static final Set<ColumnType> WITHOUT_COMPARISON =
      EnumSet.of(ColumnType.JSON, ColumnType.GEOMETRY);
  private static final Map<String, Comparison> STATES =
      Map.of(
          "null", Comparison.NULL,
          "not_null", Comparison.NOT_NULL,
          "true", Comparison.TRUE,
          "false", Comparison.FALSE);

  private final Table table;
  private final List<Object> values = new ArrayList<>();

  private Conditions(Table table) {
    this.table = table;
  }

  static Where of(Table table, Filter filter) {
    if (filter.equals(Filter.NONE)) {
      return Where.EVERYTHING;
    }
    Conditions conditions = new Conditions(table);
    Condition condition = conditions.condition(filter);
    return new Where(condition, conditions.values);
  }

  private Condition condition(Filter filter) {
    return switch (filter) {
      case Filter.All all -> new Condition.All(conditions(all.filters()));
      case Filter.Any any -> new Condition.Any(conditions(any.filters()));
      case Filter.Not not -> new Condition.Not(condition(not.filter()));
      case Filter.Test test -> test(test, Names.column(table, test.column()));
      case Filter.Unreadable unreadable -> {
        Names.column(table, unreadable.column());
        throw unreadable.error();
      }
    };
  }

  private List<Condition> conditions(List<Filter> filters) {
    List<Condition> conditions = new ArrayList<>(filters.size());
    for (Filter filter : filters) {
      conditions.add(condition(filter));
    }
    return conditions;
  }

  private Condition test(Filter.Test test, Column column) {
    return switch (test.operator()) {
      case EQ -> compare(column, Comparison.EQUAL, test);
      case NEQ -> compare(column, Comparison.NOT_EQUAL, test);
      case GT -> compare(column, Comparison.GREATER, test);
      case GTE -> compare(column, Comparison.GREATER_OR_EQUAL, test);
      case LT -> compare(column, Comparison.LESS, test);
      case LTE -> compare(column, Comparison.LESS_OR_EQUAL, test);
      case IN -> compare(column, Comparison.IN, test);
      case LIKE -> pattern(column, Comparison.LIKE, test);
      case ILIKE -> pattern(column, Comparison.LIKE_IGNORING_CASE, test);
      case IS -> new Condition.Test(column.name(), state(column, test.operands().getFirst()), 0);
    };
  }

  private Condition compare(Column column, Comparison comparison, Filter.Test test) {
    if (WITHOUT_COMPARISON.contains(column.type())) {
      throw notFor(column, test, "Only is.null and is.not_null are");
    }
    test.operands().forEach(operand -> values.add(ColumnValue.of(column, operand, 0)));
    return new Condition.Test(column.name(), comparison, test.operands().size());
  }

  private Condition pattern(Column column, Comparison comparison, Filter.Test test) {
    if (!WITH_PATTERNS.contains(column.type())) {
      throw notFor(column, test, "Patterns are for texts");
    }
    values.add(ColumnValue.text(column, test.operands().getFirst().replace('*', '%')));
    return new Condition.Test(column.name(), comparison, 1);
  }

  private static Comparison state(Column column, String state) {
    Comparison comparison = STATES.get(state);
    boolean truth = comparison == Comparison.TRUE || comparison == Comparison.FALSE;
    if (comparison == null || (truth && column.type() != ColumnType.BOOLEAN)) {
      throw new ForebayException(
          ErrorCode.INVALID_VALUE,
          "The column %s cannot be tested for \"%s\"".formatted(column.name(), Excerpt.of(state)),
          "Test is.null or is.not_null, and of a boolean is.true or is.false");
    }
    return comparison;
  }

  private static ForebayException notFor(Column column, Filter.Test test, String hint) {
    return new ForebayException(
        ErrorCode.UNSUPPORTED_FEATURE,
        "The operator %s is not for the column %s".formatted(test.operator().word(), column.name()),
        "The column is " + column.declaredType(),
        hint,
        null);
  }
}
