package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Grant;
import dev.forebay.data.plan.Output;
import dev.forebay.data.plan.Resource.Value;
import dev.forebay.data.plan.Selection;
import dev.forebay.data.plan.Source;
import dev.forebay.data.request.Operand;
import dev.forebay.data.request.SelectItem;
import dev.forebay.data.request.SelectItem.Aggregate;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns the fields of {@code select} into what SQL reads. */
final class OutputPlanner {
  private OutputPlanner() {}

  /** What {@code *} stands for: as in SQL, not for the columns that are declared INVISIBLE. */
  static List<Value> all(List<Column> columns) {
    return columns.stream().filter(column -> !column.invisible()).map(Selection::of).toList();
  }

  /** A field, and what it binds. */
  static Value field(Grant grant, SelectItem.Field item, List<Object> values) {
    Operand operand = item.operand();
    if (operand == null) {
      return combined(item, null, Column.of("count", "bigint"), Output.Cast.NONE);
    }
    Column column = Names.column(grant, operand.column());
    Source source = new Source.Stored(column.name());
    Column type = column;
    if (!operand.path().isEmpty()) {
      values.add(JsonPaths.of(column, operand));
      source = new Source.Json(column.name(), operand.text() ? Source.As.TEXT : Source.As.JSON);
      type = Column.of(operand.label(), operand.text() ? "text" : "json");
    }
    Casts.Typed typed = Casts.of(type, item.cast());
    return item.aggregate() == null
        ? new Value(item.label(), Output.of(source, typed.cast()), typed.type())
        : combined(item, source, typed.type(), typed.cast());
  }

  private static Value combined(
      SelectItem.Field item, @Nullable Source source, Column type, Output.Cast cast) {
    Aggregate aggregate = Objects.requireNonNull(item.aggregate());
    Casts.Typed result = Casts.of(result(aggregate, type), item.resultCast());
    return new Value(
        item.label(), new Output(source, cast, aggregate, result.cast()), result.type());
  }

  private static Column result(Aggregate aggregate, Column type) {
    return switch (aggregate) {
      case COUNT -> Column.of("count", "bigint");
      case SUM, AVG -> {
        require(ValueType.of(type).isSummed(), aggregate, type);
        boolean exact = !(type.type() instanceof ColumnType.Real);
        yield Column.of(type.name(), exact ? "decimal" : "double");
      }
      case MIN, MAX -> {
        require(ValueType.of(type).isOrdered(), aggregate, type);
        yield type;
      }
    };
  }

  private static void require(boolean possible, Aggregate aggregate, Column type) {
    if (!possible) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "The aggregate %s() is not for %s".formatted(aggregate.word(), type.name()),
          "The value is " + type.declaredType(),
          "Numbers have sums and means; numbers, texts, dates and times a smallest and a largest",
          null);
    }
  }
}
