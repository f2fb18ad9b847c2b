package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Condition.Comparison;
import dev.forebay.data.plan.Grant;
import dev.forebay.data.plan.Source;
import dev.forebay.data.plan.Source.As;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.Filter;
import dev.forebay.data.request.Operator;
import dev.forebay.data.value.ColumnValue;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Collation;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Turns one test of a filter into a condition, and adds what it binds to a list. */
final class ColumnConditions {
  private static final Map<String, Comparison> STATES =
      Map.of(
          "null", Comparison.NULL,
          "not_null", Comparison.NOT_NULL,
          "unknown", Comparison.NULL,
          "true", Comparison.TRUE,
          "false", Comparison.FALSE);

  private final Grant grant;
  private final Filter.Test test;
  private final Column column;
  private final List<Object> values;

  private ColumnConditions(Grant grant, Filter.Test test, List<Object> values) {
    this.grant = grant;
    this.test = test;
    this.column = Names.column(grant, test.operand().column());
    this.values = values;
  }

  static Condition of(Grant grant, Filter.Test test, List<Object> values) {
    ColumnConditions one = new ColumnConditions(grant, test, values);
    return test.operand().path().isEmpty() ? one.ofColumn() : one.ofJson();
  }

  private Condition ofColumn() {
    return switch (test.operator()) {
      case EQ, NEQ, GT, GTE, LT, LTE, IN, ISDISTINCT -> compared();
      case LIKE, ILIKE, MATCH, IMATCH -> {
        require(ValueType.of(column).isText(), "Patterns are for texts");
        yield pattern(new Source.Stored(column.name()));
      }
      case IS -> new Condition.Test(column.name(), state(), 0);
      case CS, CD, OV -> contained(new Source.Stored(column.name()), List.of());
      case FTS, PLFTS, PHFTS, WFTS -> textSearch();
      case SL, SR, NXR, NXL, ADJ -> throw notFor("MySQL has no range types");
    };
  }

  private Condition ofJson() {
    String path = JsonPaths.of(column, test.operand());
    return switch (test.operator()) {
      case EQ, NEQ, GT, GTE, LT, LTE, IN, ISDISTINCT -> comparedJson(path);
      case LIKE, ILIKE, MATCH, IMATCH -> {
        require(test.operand().text(), "Patterns are for texts: use ->> before the last key");
        yield pattern(json(As.TEXT, path));
      }
      case IS -> {
        Comparison state = state();
        yield new Condition.Test(json(test.operand().text() ? As.TEXT : As.JSON, path), state, 0);
      }
      case CS, CD, OV -> {
        require(!test.operand().text(), "Use -> before the last key");
        yield contained(new Source.Json(column.name(), As.JSON), List.of(path));
      }
      case FTS, PLFTS, PHFTS, WFTS -> throw notFor("Full-text search is for indexed columns");
      case SL, SR, NXR, NXL, ADJ -> throw notFor("MySQL has no range types");
    };
  }

  private Comparison comparison() {
    return switch (test.operator()) {
      case NEQ -> Comparison.NOT_EQUAL;
      case GT -> Comparison.GREATER;
      case GTE -> Comparison.GREATER_OR_EQUAL;
      case LT -> Comparison.LESS;
      case LTE -> Comparison.LESS_OR_EQUAL;
      case IN -> Comparison.IN;
      case ISDISTINCT -> Comparison.DISTINCT;
      default -> Comparison.EQUAL;
    };
  }

  private Condition compared() {
    require(
        ValueType.of(column).isCompared(),
        column.type() instanceof ColumnType.Json
            ? "Compare a part of it, such as %s->>key=eq.value, or use cs, cd or ov"
                .formatted(column.name())
            : "Only is.null and is.not_null are");
    boolean held = true;
    for (String text : test.values()) {
      Object value = ColumnValue.of(column, text);
      held &= isHeld(value);
      values.add(value);
    }
    // A text that the column's character set lacks is compared beyond it, and is found nowhere.
    Source source = held ? new Source.Stored(column.name()) : new Source.Widened(column.name());
    return new Condition.Test(source, comparison(), test.values().size());
  }

  private boolean isHeld(Object value) {
    return !(column.type() instanceof ColumnType.Text(Collation collation, _, _))
        || collation == null
        || collation.holds((String) value);
  }

  /** Behind {@code ->>} are texts; behind {@code ->} is JSON, compared with JSON of its kind. */
  private Condition comparedJson(String path) {
    if (test.operand().text()) {
      Source source = json(As.TEXT, path);
      test.values().forEach(value -> values.add(ColumnValue.text(column, value)));
      return new Condition.Test(source, comparison(), test.values().size());
    }
    List<JsonOperand> operands =
        test.values().stream().map(v -> JsonOperand.of(column, v)).toList();
    As as = operands.isEmpty() ? As.TEXT : operands.getFirst().as();
    require(
        operands.stream().allMatch(operand -> operand.as() == as),
        "The values must be all numbers, or all strings in quotes");
    Source source = json(as, path);
    operands.forEach(operand -> values.add(operand.value()));
    return new Condition.Test(source, comparison(), operands.size());
  }

  private Source json(As as, String path) {
    Source.Json source = new Source.Json(column.name(), as);
    values.addAll(Collections.nCopies(source.bindings(), path));
    return source;
  }

  private Condition pattern(Source source) {
    String pattern = ColumnValue.text(column, test.value());
    Operator operator = test.operator();
    boolean like = operator == Operator.LIKE || operator == Operator.ILIKE;
    values.add(like ? pattern.replace('*', '%') : expression(pattern));
    return new Condition.Test(
        source,
        switch (operator) {
          case LIKE -> Comparison.LIKE;
          case ILIKE -> Comparison.LIKE_IGNORING_CASE;
          default -> Comparison.MATCH;
        },
        1);
  }

  /** Both PCRE (MariaDB) and ICU (MySQL) have the flag. */
  private String expression(String pattern) {
    return test.operator() == Operator.IMATCH ? "(?i)" + pattern : pattern;
  }

  private Condition contained(Source source, List<String> path) {
    require(column.type() instanceof ColumnType.Json, "cs, cd and ov are for JSON columns");
    String json = JsonOperand.document(column, test.value());
    Comparison comparison =
        switch (test.operator()) {
          case CS -> Comparison.CONTAINS;
          case CD -> Comparison.CONTAINED;
          default -> Comparison.OVERLAPS;
        };
    boolean first = comparison == Comparison.CONTAINED;
    if (first) {
      values.add(json);
    }
    values.addAll(path);
    if (!first) {
      values.add(json);
    }
    return new Condition.Test(source, comparison, 1);
  }

  private Condition textSearch() {
    require(
        grant.table().fullTextColumns().contains(column.name()),
        "Create a FULLTEXT index on this column alone");
    values.add(TextSearch.inBooleanMode(test.operator(), ColumnValue.text(column, test.value())));
    return new Condition.Test(column.name(), Comparison.FULL_TEXT, 1);
  }

  private Comparison state() {
    String state = test.value();
    Comparison comparison = STATES.get(state);
    boolean truth = !state.equals("null") && !state.equals("not_null");
    boolean bool = column.type() instanceof ColumnType.Bool && test.operand().path().isEmpty();
    if (comparison == null || (truth && !bool)) {
      throw new ForebayException(
          ErrorCode.INVALID_VALUE,
          "The column %s cannot be tested for \"%s\"".formatted(column.name(), Excerpt.of(state)),
          "Test is.null or is.not_null, and of a boolean is.true, is.false or is.unknown");
    }
    return comparison;
  }

  private void require(boolean possible, String hint) {
    if (!possible) {
      throw notFor(hint);
    }
  }

  private ForebayException notFor(String hint) {
    return new ForebayException(
        ErrorCode.UNSUPPORTED_FEATURE,
        "The operator %s is not for the column %s".formatted(test.operator().word(), column.name()),
        "The column is " + column.declaredType(),
        hint,
        null);
  }
}
