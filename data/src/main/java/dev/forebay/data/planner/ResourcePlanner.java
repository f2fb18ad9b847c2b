package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Grant;
import dev.forebay.data.plan.Grants;
import dev.forebay.data.plan.Link;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.plan.Resource.Embedded;
import dev.forebay.data.plan.Resource.Item;
import dev.forebay.data.plan.Selection;
import dev.forebay.data.plan.Source;
import dev.forebay.data.plan.Where;
import dev.forebay.data.planner.EmbedScope.ScopedEmbed;
import dev.forebay.data.relation.Relation;
import dev.forebay.data.relation.Relations;
import dev.forebay.data.request.ApiRequest.Clauses;
import dev.forebay.data.request.ApiRequest.Query;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.Filter;
import dev.forebay.data.request.SelectItem;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Turns the parts of a query into the tree of resources to read. One request. */
final class ResourcePlanner {
  private static final List<SelectItem> EVERYTHING = List.of(SelectItem.All.ALL);

  private final AllColumns allColumns;
  private final Relations relations;
  private final Query query;
  private final boolean aggregates;
  private final Grants grants;
  private boolean hidesRows;

  /** With what the client may read, whether aggregates are allowed, and what is known already. */
  ResourcePlanner(
      Relations relations, Grants grants, Query query, boolean aggregates, AllColumns allColumns) {
    this.allColumns = allColumns;
    this.grants = grants;
    this.relations = relations;
    this.query = query;
    this.aggregates = aggregates;
  }

  /** Whether some rows of the tables that the resources so far read are none for the client. */
  boolean hidesRows() {
    return hidesRows;
  }

  private Grant grant(Table table) {
    Grant grant = grants.of(table);
    hidesRows |= !grant.rows().equals(Where.EVERYTHING);
    return grant;
  }

  /** Which rows of the link's junction, if it has one, there are for the client. */
  private Where between(Link link) {
    Link.Junction junction = link.junction();
    return junction == null
        ? Where.EVERYTHING
        : grant(relations.table(junction.table())).rows().between();
  }

  /** The resource of the whole query, of which at most some rows are read. */
  Resource root(Table table, long most) {
    Clauses clauses = query.clauses();
    Resource resource =
        new Level(grant(table), List.of(), query.select())
            .resource(Where.EVERYTHING, clauses, Math.min(clauses.limit().orElse(most), most));
    return isSorted(resource, clauses) ? TotalOrder.of(resource) : resource;
  }

  /**
   * Whether rows come in an order though none is asked for. Where there is no filter, that costs
   * nothing; else only a page is worth it, because it takes an index from the filter.
   */
  private static boolean isSorted(Resource resource, Clauses clauses) {
    return resource.sorting().asked()
        || clauses.paged()
        || resource.where().equals(Where.EVERYTHING);
  }

  /** What a write shows of its rows: its filter says which it writes, and so has no say here. */
  Resource written(Table table) {
    Clauses shown = new Clauses(Filter.none(), query.clauses().order(), OptionalLong.empty(), 0);
    Resource resource =
        new Level(grant(table), List.of(), query.select())
            .resource(Where.EVERYTHING, shown, Resource.UNLIMITED);
    if (resource.grouped()) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "The answer to a write cannot combine its rows",
          "Use aggregates within embeds only, or in a GET");
    }
    return resource;
  }

  /** One table in the tree. */
  private final class Level {
    private final Grant grant;
    private final Selection selection;
    private final List<Object> values = new ArrayList<>();
    private final List<ScopedEmbed> scoped = new ArrayList<>();
    private final List<ScopedEmbed> inner = new ArrayList<>();

    Level(Grant grant, List<String> path, List<SelectItem> select) {
      this.grant = grant;
      selection = isWhole(select) ? allColumns.of(grant.table()) : selection(path, select);
    }

    private boolean isWhole(List<SelectItem> select) {
      return select.equals(EVERYTHING) && grant.columns().equals(grant.table().columns());
    }

    private Selection selection(List<String> path, List<SelectItem> select) {
      List<Item> selected = new ArrayList<>();
      select.forEach(item -> add(item, path, selected));
      requireDistinct(selected);
      return new Selection(grant.table(), selected);
    }

    /** With what must hold of the junction's row on the way here. */
    Resource resource(Where between, Clauses clauses, long limit) {
      EmbedScope all = new EmbedScope(scoped);
      Resource resource =
          new Resource(
              grant.table(),
              selection,
              values,
              grant.rows().and(between),
              ConditionPlanner.of(grant, clauses.filter(), all, inner),
              OrderingPlanner.of(grant, clauses.order(), all),
              limit,
              clauses.offset());
      if (resource.grouped()) {
        requireGrouped(resource);
      }
      return resource;
    }

    private void add(SelectItem item, List<String> path, List<Item> selected) {
      switch (item) {
        case SelectItem.All _ -> selected.addAll(OutputPlanner.all(grant.columns()));
        case SelectItem.Field field -> {
          requireAllowed(field);
          selected.add(OutputPlanner.field(grant, field, values));
        }
        case SelectItem.Embed embed -> embed(embed, plus(path, embed.label()), selected);
      }
    }

    private void embed(SelectItem.Embed embed, List<String> path, List<Item> selected) {
      Relation relation = relations.of(grant.table(), embed);
      boolean toOne = relation.cardinality().toOne();
      if (embed.spread() && !toOne) {
        throw spreadOfMany(grant.table(), embed, relation);
      }
      Clauses clauses = query.embedded().getOrDefault(path, Clauses.NONE);
      Grant far = grant(relation.far());
      requireNoneHidden(embed, far);
      Level level = new Level(far, path, embed.select());
      Resource all =
          level.resource(
              between(relation.link()), clauses, clauses.limit().orElse(Resource.UNLIMITED));
      Resource resource = all.paged() ? TotalOrder.of(all) : all;
      ScopedEmbed reached =
          new ScopedEmbed(
              embed.label(),
              relation.link(),
              toOne,
              far,
              resource.where(),
              new EmbedScope(level.scoped));
      scoped.add(reached);
      if (embed.inner()) {
        inner.add(reached);
      }
      if (!resource.selection().all().isEmpty()) {
        selected.add(new Embedded(embed.label(), relation.link(), toOne, embed.spread(), resource));
      }
    }

    /** A link may go by a hidden column; to name it is another thing. */
    private void requireNoneHidden(SelectItem.Embed embed, Grant far) {
      if (!embed.target().equals(far.table().name())) {
        Names.requireNotHidden(grant, embed.target());
      }
      if (embed.hint() != null) {
        Names.requireNotHidden(grant, embed.hint());
        Names.requireNotHidden(far, embed.hint());
      }
    }

    private void requireAllowed(SelectItem.Field field) {
      if (field.aggregate() != null && !aggregates) {
        throw new ForebayException(
            ErrorCode.AGGREGATES_DISABLED,
            "Use of aggregate functions is not allowed",
            "Set api.aggregates to true in forebay.yaml to allow them");
      }
    }
  }

  /** Of a group's rows, only what they are grouped by is the same. */
  private static void requireGrouped(Resource resource) {
    Set<Source> groups = new HashSet<>();
    resource.fields().stream()
        .map(Resource.Value::output)
        .filter(output -> output.aggregate() == null && output.source() != null)
        .forEach(output -> groups.add(output.source()));
    resource.embeds().stream()
        .flatMap(embed -> embed.link().from().stream())
        .forEach(column -> groups.add(new Source.Stored(column)));
    if (!resource.sorting().orderings().stream().allMatch(o -> groups.contains(o.source()))) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "Groups of rows are sorted by what they are grouped by alone",
          "Name the column of order in select as well");
    }
  }

  private static void requireDistinct(List<Item> items) {
    Set<String> labels = new HashSet<>();
    for (Item item : items) {
      boolean spread = item instanceof Embedded embedded && embedded.spread();
      if (!spread && !labels.add(item.label())) {
        throw new ForebayException(
            ErrorCode.MALFORMED_QUERY,
            "Two selected columns would be called %s".formatted(item.label()),
            "Rename one of them: select=other_name:%s".formatted(item.label()));
      }
    }
  }

  private static ForebayException spreadOfMany(
      Table table, SelectItem.Embed embed, Relation relation) {
    return new ForebayException(
        ErrorCode.NOT_TO_ONE,
        "A spread operation on '%s' is not possible".formatted(Excerpt.of(embed.label())),
        "'%s' and '%s' do not form a many-to-one or one-to-one relationship"
            .formatted(table.name(), relation.far().name()),
        null,
        null);
  }

  private static List<String> plus(List<String> path, String label) {
    List<String> longer = new ArrayList<>(path);
    longer.add(label);
    return List.copyOf(longer);
  }
}
