package dev.forebay.data.result;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.Filter;
import dev.forebay.data.request.Operator;
import dev.forebay.mysql.schema.ColumnType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Makes a filter a test of a result's rows. FB202, FB203, FB208. */
final class RowTests {
  private static final Set<ColumnType> TEXTS =
      EnumSet.of(ColumnType.TEXT, ColumnType.ENUM, ColumnType.SET);
  private static final Set<ColumnType> UNORDERED =
      EnumSet.of(ColumnType.UUID, ColumnType.INET, ColumnType.ENUM);

  private final ResultColumns columns;

  RowTests(ResultColumns columns) {
    this.columns = columns;
  }

  RowTest of(Filter filter) {
    return switch (filter) {
      case Filter.All all -> until(Truth.FALSE, Truth.TRUE, tests(all.filters()));
      case Filter.Any any -> until(Truth.TRUE, Truth.FALSE, tests(any.filters()));
      case Filter.Not not -> {
        RowTest negated = of(not.filter());
        yield row -> negated.of(row).not();
      }
      case Filter.Unreadable unreadable -> throw unreadable.error();
      case Filter.Test test -> test(test);
    };
  }

  private List<RowTest> tests(List<Filter> filters) {
    return filters.stream().map(this::of).toList();
  }

  /** One that decides, else unknown where any is, else what is left. */
  private static RowTest until(Truth deciding, Truth otherwise, List<RowTest> tests) {
    return row -> {
      Truth all = otherwise;
      for (RowTest test : tests) {
        Truth one = test.of(row);
        if (one == deciding) {
          return deciding;
        }
        all = one == Truth.UNKNOWN ? one : all;
      }
      return all;
    };
  }

  private RowTest test(Filter.Test test) {
    int index = columns.indexOf(test.operand().column());
    Cells cells = new Cells(columns.column(index), index);
    return switch (test.operator()) {
      case EQ -> compared(cells, test, order -> order == 0);
      case NEQ -> compared(cells, test, order -> order != 0);
      case GT -> ordered(cells, test, order -> order > 0);
      case GTE -> ordered(cells, test, order -> order >= 0);
      case LT -> ordered(cells, test, order -> order < 0);
      case LTE -> ordered(cells, test, order -> order <= 0);
      case IN -> in(cells, test.values());
      case ISDISTINCT -> distinct(cells, test.value());
      case IS -> is(cells, test.value());
      case LIKE, ILIKE -> like(cells, test);
      case MATCH, IMATCH, FTS, PLFTS, PHFTS, WFTS, CS, CD, OV, SL, SR, NXR, NXL, ADJ ->
          throw notFor(cells, test.operator());
    };
  }

  private static RowTest ordered(Cells cells, Filter.Test test, IntPredicate passes) {
    if (UNORDERED.contains(cells.column().type())) {
      throw notFor(cells, test.operator());
    }
    return compared(cells, test, passes);
  }

  private static RowTest compared(Cells cells, Filter.Test test, IntPredicate passes) {
    Cell given = cells.given(test.value());
    return row -> {
      Cell cell = cells.of(row);
      return cell == null ? Truth.UNKNOWN : Truth.of(passes.test(cell.compareTo(given)));
    };
  }

  private static RowTest in(Cells cells, List<String> values) {
    List<Cell> given = values.stream().map(cells::given).toList();
    return row -> {
      Cell cell = cells.of(row);
      return cell == null && !given.isEmpty()
          ? Truth.UNKNOWN
          : Truth.of(cell != null && given.stream().anyMatch(cell::isSame));
    };
  }

  private static RowTest distinct(Cells cells, String value) {
    Cell given = cells.given(value);
    return row -> {
      Cell cell = cells.of(row);
      return Truth.of(cell == null || !cell.isSame(given));
    };
  }

  private static RowTest is(Cells cells, String state) {
    boolean bool = cells.column().type() == ColumnType.BOOLEAN;
    if (!(bool || state.equals("null") || state.equals("not_null"))) {
      throw notTested(cells, state);
    }
    return switch (state) {
      case "null", "unknown" -> row -> Truth.of(cells.isNull(row));
      case "not_null" -> row -> Truth.of(!cells.isNull(row));
      case "true" -> row -> Truth.of(isTrue(cells.text(row), true));
      case "false" -> row -> Truth.of(isTrue(cells.text(row), false));
      default -> throw notTested(cells, state);
    };
  }

  private static ForebayException notTested(Cells cells, String state) {
    return new ForebayException(
        ErrorCode.INVALID_VALUE,
        "The column %s cannot be tested for \"%s\""
            .formatted(cells.column().name(), Excerpt.of(state)),
        "Test is.null or is.not_null, and of a boolean is.true, is.false or is.unknown");
  }

  private static boolean isTrue(@Nullable String text, boolean wanted) {
    return text != null && !text.equals("0") == wanted;
  }

  private static RowTest like(Cells cells, Filter.Test test) {
    if (!TEXTS.contains(cells.column().type())) {
      throw notFor(cells, test.operator());
    }
    TextPattern pattern = new TextPattern(test.value(), test.operator() == Operator.ILIKE);
    return row -> {
      String text = cells.text(row);
      return text == null ? Truth.UNKNOWN : Truth.of(pattern.matches(text));
    };
  }

  private static ForebayException notFor(Cells cells, Operator operator) {
    return new ForebayException(
        ErrorCode.UNSUPPORTED_FEATURE,
        "The operator %s is not for the column %s"
            .formatted(operator.word(), cells.column().name()),
        "The column of the result is " + cells.column().declaredType(),
        "Let the routine filter by it",
        null);
  }
}
