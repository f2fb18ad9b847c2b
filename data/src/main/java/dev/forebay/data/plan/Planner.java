package dev.forebay.data.plan;

import dev.forebay.data.request.ApiRequest;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.request.ApiRequest.OrderTerm;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;

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
      case INSERT, UPSERT, UPDATE, DELETE -> WritePlanner.plan(request, table);
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
        request.preferences().count().isPresent(),
        request.singular(),
        request.fresh());
  }

  private static Ordering ordering(Table table, OrderTerm term) {
    Column column = Names.column(table, term.column());
    boolean natural =
        !column.nullable() || term.nulls() == (term.descending() ? Nulls.LAST : Nulls.FIRST);
    return new Ordering(column.name(), term.descending(), natural ? Nulls.NATURAL : term.nulls());
  }
}
