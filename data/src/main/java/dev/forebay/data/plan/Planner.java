package dev.forebay.data.plan;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.data.plan.Plan.Returning;
import dev.forebay.data.request.ApiRequest;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.request.ApiRequest.OrderTerm;
import dev.forebay.data.request.Filter;
import dev.forebay.data.request.JsonValue;
import dev.forebay.data.request.Preferences.Return;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The second stage of the data API: checks every name against the schema and makes every value one
 * of its column's type, so that MySQL has nothing left to guess.
 *
 * <p>Rejects with FB201 (table), FB202 (column), FB203 (value), FB204 (write without a filter),
 * FB206 (a view) and FB208 (a comparison that the type does not have). Pure.
 */
public final class Planner {
  private final long maxRows;

  /**
   * A planner.
   *
   * @param maxRows how many rows an answer to a read has at most
   */
  public Planner(long maxRows) {
    this.maxRows = maxRows;
  }

  /** The plan for the request. */
  public Plan plan(ApiRequest request, Schema schema) {
    Table table = Names.table(schema, request.table());
    return switch (request.action()) {
      case READ, HEAD -> read(request, table);
      case INSERT -> insert(request, table);
      case UPDATE -> update(request, table);
      case DELETE -> delete(request, table);
    };
  }

  private Plan read(ApiRequest request, Table table) {
    ApiRequest.Query query = request.query();
    return new Plan.Read(
        table,
        Selection.of(table, query.select()),
        Conditions.of(table, query.filter()),
        query.order().stream().map(term -> ordering(table, term)).toList(),
        Math.min(query.limit().orElse(maxRows), maxRows),
        query.offset(),
        request.preferences().count(),
        request.singular(),
        request.fresh());
  }

  private static Ordering ordering(Table table, OrderTerm term) {
    Column column = Names.column(table, term.column());
    boolean natural =
        !column.nullable() || term.nulls() == (term.descending() ? Nulls.LAST : Nulls.FIRST);
    return new Ordering(column.name(), term.descending(), natural ? Nulls.NATURAL : term.nulls());
  }

  private static Plan insert(ApiRequest request, Table table) {
    return RowsToInsert.plan(
        Names.writable(table),
        request.query().columns(),
        request.body().rows(),
        returning(request, table));
  }

  private static Plan update(ApiRequest request, Table table) {
    Map<String, JsonValue> row = request.body().rows().getFirst();
    if (row.isEmpty()) {
      throw new ForebayException(
          ErrorCode.MALFORMED_BODY,
          "The body names no column to change",
          "Send {\"column\": value}");
    }
    List<String> columns = List.copyOf(row.keySet());
    List<@Nullable Object> values = new ArrayList<>();
    row.forEach((name, value) -> values.add(ColumnValue.of(Names.input(table, name), value, 0)));
    Where where = filtered(request, Names.writable(table));
    return new Plan.Update(table, columns, values, where, returning(request, table));
  }

  private static Plan delete(ApiRequest request, Table table) {
    Where where = filtered(request, Names.writable(table));
    return new Plan.Delete(table, where, returning(request, table));
  }

  private static Where filtered(ApiRequest request, Table table) {
    if (request.query().filter().equals(Filter.NONE)) {
      throw new ForebayException(
          ErrorCode.UNFILTERED_WRITE,
          "A %s without a filter would touch every row".formatted(request.action().method()),
          "Add a filter, for example ?id=eq.5");
    }
    if (request.query().limit().isPresent() || request.query().offset() > 0) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE, "A write takes no limit and no offset");
    }
    return Conditions.of(table, request.query().filter());
  }

  private static Returning returning(ApiRequest request, Table table) {
    Return answer = request.preferences().answer();
    Projection projection = Selection.of(table, request.query().select());
    boolean rows = answer == Return.REPRESENTATION;
    boolean keys = answer == Return.HEADERS_ONLY;
    return new Returning(rows, keys, rows && request.singular(), projection);
  }
}
