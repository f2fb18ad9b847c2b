package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.plan.ResultQuery;
import dev.forebay.data.plan.Where;
import dev.forebay.data.request.ApiRequest.OrderTerm;
import dev.forebay.data.request.ApiRequest.Query;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.Filter;
import dev.forebay.data.request.Operand;
import dev.forebay.data.request.Operator;
import dev.forebay.data.request.SelectItem;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Takes from a query what can be said of a result without a table: SQL does not read from a CALL,
 * and so the rows are gone through in Java. FB208 for all that only the database decides.
 */
public final class ResultQueryPlanner {
  private static final Set<Operator> DECIDABLE =
      EnumSet.of(
          Operator.EQ,
          Operator.NEQ,
          Operator.GT,
          Operator.GTE,
          Operator.LT,
          Operator.LTE,
          Operator.IN,
          Operator.IS,
          Operator.ISDISTINCT,
          Operator.LIKE,
          Operator.ILIKE);

  private ResultQueryPlanner() {}

  static ResultQuery of(Query query, boolean counted) {
    query.select().forEach(ResultQueryPlanner::requirePlain);
    query.clauses().order().forEach(ResultQueryPlanner::requirePlain);
    requireDecidable(query.filter());
    return new ResultQuery(
        query.select(),
        query.filter(),
        query.clauses().order(),
        query.limit().orElse(Resource.UNLIMITED),
        query.offset(),
        counted);
  }

  /** The filter as a condition on a result with these columns, which has all that it names. */
  public static Where where(ResultQuery query, List<Column> columns) {
    Table result = new Table("result", true, columns, List.of(), List.of(), List.of(), List.of());
    return ConditionPlanner.of(result, query.filter());
  }

  private static void requirePlain(SelectItem item) {
    switch (item) {
      case SelectItem.All _ -> {}
      case SelectItem.Embed embed -> throw refused("joined with", embed.label());
      case SelectItem.Field field -> {
        Operand operand = field.operand();
        if (operand == null
            || !field.equals(SelectItem.Field.of(operand.column(), field.alias()))) {
          throw refused("computed with for", field.label());
        }
      }
    }
  }

  private static void requirePlain(OrderTerm term) {
    if (!term.embeds().isEmpty() || !term.operand().path().isEmpty()) {
      throw refused("sorted by", term.operand().label());
    }
  }

  private static void requireDecidable(Filter filter) {
    switch (filter) {
      case Filter.All all -> all.filters().forEach(ResultQueryPlanner::requireDecidable);
      case Filter.Any any -> any.filters().forEach(ResultQueryPlanner::requireDecidable);
      case Filter.Not not -> requireDecidable(not.filter());
      case Filter.Unreadable unreadable -> throw unreadable.error();
      case Filter.Test test -> {
        if (!test.operand().path().isEmpty()) {
          throw refused("filtered by a part of", test.operand().column());
        }
        if (!DECIDABLE.contains(test.operator())) {
          throw refused("filtered with " + test.operator().word() + " by", test.operand().column());
        }
      }
    }
  }

  private static ForebayException refused(String what, String name) {
    return new ForebayException(
        ErrorCode.UNSUPPORTED_FEATURE,
        "The result of a routine is not %s \"%s\"".formatted(what, Excerpt.of(name)),
        "Plain columns are selected, sorted by and compared; let the routine do the rest");
  }
}
