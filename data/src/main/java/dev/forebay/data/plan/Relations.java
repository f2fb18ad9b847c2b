package dev.forebay.data.plan;

import dev.forebay.base.NearestName;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.SelectItem.Embed;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways from one table to others that foreign keys make. A view has those of the columns of
 * tables that it shows. Pure.
 */
final class Relations {
  private final Schema schema;
  private final Faces faces;

  Relations(Schema schema) {
    this.schema = schema;
    this.faces = new Faces(schema);
  }

  /** The one way that an embed means. FB222 where there is none, FB223 where there are several. */
  Relation of(Table near, Embed embed) {
    List<Relation> found = hinted(candidates(near, embed.target()), embed.hint());
    if (found.isEmpty()) {
      found = hinted(throughViews(near, embed.target()), embed.hint());
    }
    return switch (found.size()) {
      case 0 -> throw RelationErrors.none(schema, near, embed, nearest(near, embed.target()));
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

  private List<Relation> candidates(Table near, String target) {
    List<Relation> found = new ArrayList<>();
    schema.table(target).ifPresent(far -> found.addAll(between(near, far)));
    if (found.isEmpty()) {
      for (ForeignKey key : referring(near)) {
        boolean byColumn = key.columns().size() == 1 && key.columns().getFirst().equals(target);
        if (byColumn || key.name().equals(target)) {
          schema.table(key.referencedTable()).ifPresent(t -> found.add(Relation.toOne(t, key)));
        }
      }
    }
    return found;
  }

  private List<Relation> between(Table near, Table far) {
    List<Relation> found = new ArrayList<>();
    for (ForeignKey key : referring(near)) {
      faces.referred(key, far).forEach(k -> found.add(Relation.toOne(far, k)));
    }
    for (Table base : faces.of(far)) {
      for (ForeignKey key : base.foreignKeys()) {
        found.addAll(against(key, base, near, far));
      }
    }
    for (Table junction : schema.tables().values()) {
      if (!junction.view()) {
        found.addAll(through(junction, near, far));
      }
    }
    return found;
  }

  /** For a hint that names one: beside its table it would make every embed ambiguous. */
  private List<Relation> throughViews(Table near, String target) {
    Table far = schema.table(target).orElse(null);
    return far == null
        ? List.of()
        : schema.tables().values().stream()
            .filter(Table::view)
            .flatMap(view -> through(view, near, far).stream())
            .toList();
  }

  private List<ForeignKey> referring(Table table) {
    return faces.of(table).stream().flatMap(base -> faces.referring(base, table).stream()).toList();
  }

  /** Against a key of a base table that the far one shows. */
  private List<Relation> against(ForeignKey key, Table base, Table near, Table far) {
    boolean unique = Relation.isUnique(base, key.columns()) && faces.isOnce(far);
    List<Relation> found = new ArrayList<>();
    for (ForeignKey seen : faces.referring(base, far)) {
      if (seen.name().equals(key.name())) {
        faces.referred(seen, near).forEach(k -> found.add(Relation.toMany(far, k, unique)));
      }
    }
    return found;
  }

  /** A table is a junction of two where a unique key of it is made of references to both. */
  private List<Relation> through(Table junction, Table near, Table far) {
    List<Relation> found = new ArrayList<>();
    for (Table base : faces.of(junction)) {
      for (ForeignKey toNear : base.foreignKeys()) {
        if (!faces.referred(toNear, near).isEmpty()) {
          base.foreignKeys().stream()
              .filter(toFar -> !toFar.equals(toNear) && isKey(base, toNear, toFar))
              .flatMap(toFar -> faces.pairs(base, toNear, toFar, junction).stream())
              .forEach(pair -> found.addAll(through(junction, pair, near, far)));
        }
      }
    }
    return found;
  }

  private List<Relation> through(Table junction, Faces.Pair pair, Table near, Table far) {
    List<Relation> found = new ArrayList<>();
    for (ForeignKey toFar : faces.referred(pair.other(), far)) {
      for (ForeignKey toNear : faces.referred(pair.one(), near)) {
        found.add(Relation.through(junction, far, toNear, toFar));
      }
    }
    return found;
  }

  private static boolean isKey(Table junction, ForeignKey one, ForeignKey other) {
    List<String> both = new ArrayList<>(one.columns());
    both.addAll(other.columns());
    return junction.primaryKey().containsAll(both)
        || junction.uniqueKeys().stream().anyMatch(key -> key.columns().containsAll(both));
  }

  private @Nullable String nearest(Table near, String target) {
    List<String> names = new ArrayList<>();
    for (Table far : schema.tables().values()) {
      if (!between(near, far).isEmpty()) {
        names.add(far.name());
      }
    }
    if (names.contains(target)) {
      return "Name a foreign key, its column or a junction behind the !, or leave it out";
    }
    return NearestName.of(target, names)
        .map(name -> "Perhaps you meant '%s' instead of '%s'.".formatted(name, Excerpt.of(target)))
        .orElse(null);
  }
}
