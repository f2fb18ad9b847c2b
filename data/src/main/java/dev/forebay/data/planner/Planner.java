package dev.forebay.data.planner;

import dev.forebay.data.plan.Grants;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.relation.Relations;
import dev.forebay.data.request.ApiRequest;
import dev.forebay.data.request.Preferences.Count;
import dev.forebay.mysql.schema.PerSchema;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;

/**
 * The second stage of the data API: checks every name against the schema and makes every value one
 * of its column's type, so that MySQL has nothing left to guess.
 *
 * <p>Rejects with FB201 (table), FB202 (column), FB203 (value), FB204 (write without a filter),
 * FB206 (a view), FB208 (a comparison that the type does not have), FB220 (profile), FB222, FB223,
 * FB224 and FB229 (embeds and aggregates) and FB302 (what the client may not read). Pure, but for
 * remembering what is the same for every request.
 */
public final class Planner {
  private final Limits limits;
  private final AllColumns allColumns = new AllColumns();
  private final PerSchema<Relations> relations = new PerSchema<>(Relations::new);

  /** A planner that allows this much. */
  public Planner(Limits limits) {
    this.limits = limits;
  }

  /**
   * What a read may ask for.
   *
   * @param maxRows how many rows an answer has at most
   * @param aggregates whether aggregates are allowed
   */
  public record Limits(long maxRows, boolean aggregates) {}

  /** The plan for the request, of nothing that the client may not read. */
  public Plan plan(ApiRequest request, Schema schema, Grants grants) {
    Names.requireProfile(schema, request.profile());
    Table table = Names.table(schema, request.table());
    ResourcePlanner resources =
        new ResourcePlanner(
            relations.of(schema), grants, request.query(), limits.aggregates(), allColumns);
    return switch (request.action()) {
      case READ, HEAD -> read(request, table, resources);
      case INSERT, UPSERT, UPDATE, DELETE -> WritePlanner.plan(request, table, resources);
    };
  }

  /** An estimate would be of hidden rows, too, and of the rows that groups are made of. */
  private Plan read(ApiRequest request, Table table, ResourcePlanner resources) {
    Resource root = resources.root(table, limits.maxRows());
    boolean counted = resources.hidesRows() || root.grouped();
    return new Plan.Read(
        root,
        request.preferences().count().map(count -> counted ? Count.EXACT : count),
        request.singular(),
        request.fresh());
  }
}
