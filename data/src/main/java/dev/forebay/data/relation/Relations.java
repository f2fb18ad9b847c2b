package dev.forebay.data.relation;

import dev.forebay.base.NearestName;
import dev.forebay.data.relation.Relation.Cardinality;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.SelectItem.Embed;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The ways from one table to others that foreign keys make. A view has those of the columns of
 * tables that it shows. Those from a table are worked out once, when they are first asked for, in
 * memory that grows with their number. Any thread.
 */
public final class Relations {
  private final Schema schema;
  private final BaseTables bases;
  private final Map<String, List<Referring>> referring = new HashMap<>();
  private final Map<String, Ways> known = new ConcurrentHashMap<>();

  public Relations(Schema schema) {
    this.schema = schema;
    this.bases = new BaseTables(schema);
    for (Table table : new TreeMap<>(schema.tables()).values()) {
      for (ForeignKey key : table.foreignKeys()) {
        referring
            .computeIfAbsent(key.referencedTable(), _ -> new ArrayList<>())
            .add(new Referring(table, key));
      }
    }
  }

  /** A foreign key, and the table that has it. */
  private record Referring(Table table, ForeignKey key) {}

  /** The ways from one table, each by the name of the table that it leads to. */
  private static final class Ways {
    private final Map<String, List<Relation>> direct = new LinkedHashMap<>();

    /** By junctions that are views: beside their tables they would make every embed ambiguous. */
    private final Map<String, List<Relation>> throughViews = new LinkedHashMap<>();

    void add(Relation relation) {
      direct.computeIfAbsent(relation.far().name(), _ -> new ArrayList<>()).add(relation);
    }

    void addThrough(Table junction, Relation relation) {
      if (junction.view()) {
        throughViews.computeIfAbsent(relation.far().name(), _ -> new ArrayList<>()).add(relation);
      } else {
        add(relation);
      }
    }

    /** To a table; else along the foreign key that has this name, or is of this column alone. */
    List<Relation> to(String target) {
      List<Relation> found = direct.get(target);
      return found != null
          ? found
          : direct.values().stream()
              .flatMap(List::stream)
              .filter(way -> way.cardinality() == Cardinality.MANY_TO_ONE && !way.far().view())
              .filter(way -> way.isNamed(target))
              .toList();
    }

    List<Relation> throughViewsTo(String target) {
      return throughViews.getOrDefault(target, List.of());
    }
  }

  /** The table or view of a name that a relation has. */
  public Table table(String name) {
    return schema.table(name).orElseThrow();
  }

  /** The one way that an embed means. FB222 where there is none, FB223 where there are several. */
  public Relation of(Table near, Embed embed) {
    Ways ways = known.computeIfAbsent(near.name(), _ -> from(near));
    List<Relation> found = hinted(ways.to(embed.target()), embed.hint());
    if (found.isEmpty()) {
      found = hinted(ways.throughViewsTo(embed.target()), embed.hint());
    }
    return switch (found.size()) {
      case 0 -> throw RelationErrors.none(schema, near, embed, nearest(ways, embed.target()));
      case 1 -> found.getFirst();
      default -> throw RelationErrors.several(near, embed, found);
    };
  }

  /** By the row's own side first: {@code employees!manager_id} of an employee is the manager. */
  private static List<Relation> hinted(List<Relation> found, @Nullable String hint) {
    if (hint == null) {
      return found;
    }
    List<Relation> by = found.stream().filter(relation -> relation.isNamed(hint)).toList();
    return by.isEmpty() ? found.stream().filter(relation -> relation.endsAt(hint)).toList() : by;
  }

  private static @Nullable String nearest(Ways ways, String target) {
    if (ways.direct.containsKey(target)) {
      return "Name a foreign key, its column or a junction behind the !, or leave it out";
    }
    return NearestName.of(target, ways.direct.keySet())
        .map(name -> "Perhaps you meant '%s' instead of '%s'.".formatted(name, Excerpt.of(target)))
        .orElse(null);
  }

  private Ways from(Table near) {
    Ways ways = new Ways();
    for (Table base : bases.of(near)) {
      along(base, near, ways);
    }
    for (Table base : bases.of(near)) {
      for (Referring key : referring.getOrDefault(base.name(), List.of())) {
        against(key, near, ways);
      }
    }
    for (Table base : bases.of(near)) {
      for (Referring key : referring.getOrDefault(base.name(), List.of())) {
        through(key, near, ways);
      }
    }
    return ways;
  }

  private void along(Table base, Table near, Ways ways) {
    for (ForeignKey key : bases.referring(base, near)) {
      for (Table far : bases.showing(key.referencedTable())) {
        bases.referred(key, far).forEach(seen -> ways.add(Relation.toOne(far, seen)));
      }
    }
  }

  private void against(Referring referring, Table near, Ways ways) {
    boolean unique = Relation.isUnique(referring.table(), referring.key().columns());
    for (Table far : bases.showing(referring.table().name())) {
      for (ForeignKey key : bases.seen(referring.table(), referring.key(), far)) {
        for (ForeignKey seen : bases.referred(key, near)) {
          ways.add(Relation.toMany(far, seen, unique && bases.isOnce(far)));
        }
      }
    }
  }

  /** A table is a junction of two where a unique key of it is made of references to both. */
  private void through(Referring toNear, Table near, Ways ways) {
    Table base = toNear.table();
    for (ForeignKey toFar : base.foreignKeys()) {
      if (!toFar.equals(toNear.key()) && isKey(base, toNear.key(), toFar)) {
        for (Table junction : bases.showing(base.name())) {
          for (BaseTables.Pair pair : bases.pairs(base, toNear.key(), toFar, junction)) {
            through(junction, pair, near, ways);
          }
        }
      }
    }
  }

  private void through(Table junction, BaseTables.Pair pair, Table near, Ways ways) {
    for (Table far : bases.showing(pair.other().referencedTable())) {
      for (ForeignKey toFar : bases.referred(pair.other(), far)) {
        for (ForeignKey toNear : bases.referred(pair.one(), near)) {
          ways.addThrough(junction, Relation.through(junction, far, toNear, toFar));
        }
      }
    }
  }

  private static boolean isKey(Table junction, ForeignKey one, ForeignKey other) {
    List<String> both = new ArrayList<>(one.columns());
    both.addAll(other.columns());
    return junction.primaryKey().containsAll(both)
        || junction.uniqueKeys().stream().anyMatch(key -> key.columns().containsAll(both));
  }
}
