package dev.forebay.data.plan;

import dev.forebay.base.NearestName;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.SelectItem.Embed;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.util.ArrayList;
import java.util.List;

/** The ways from one table to others that foreign keys make. Pure. */
final class Relations {
  private final Schema schema;

  Relations(Schema schema) {
    this.schema = schema;
  }

  /** The one way that an embed means. FB222 where there is none, FB223 where there are several. */
  Relation of(Table near, Embed embed) {
    List<Relation> found = candidates(near, embed.target());
    String hint = embed.hint();
    if (hint != null) {
      found = hinted(found, hint);
    }
    return switch (found.size()) {
      case 0 -> throw RelationErrors.none(schema, near, embed, nearest(near, embed.target()));
      case 1 -> found.getFirst();
      default -> throw RelationErrors.several(near, embed, found);
    };
  }

  /** By the row's own side first: {@code employees!manager_id} of an employee is the manager. */
  private static List<Relation> hinted(List<Relation> found, String hint) {
    List<Relation> by = found.stream().filter(relation -> relation.isNamed(hint)).toList();
    return by.isEmpty() ? found.stream().filter(relation -> relation.endsAt(hint)).toList() : by;
  }

  private List<Relation> candidates(Table near, String target) {
    List<Relation> found = new ArrayList<>();
    schema.table(target).ifPresent(far -> found.addAll(between(near, far)));
    if (found.isEmpty()) {
      for (ForeignKey key : near.foreignKeys()) {
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
    for (ForeignKey key : near.foreignKeys()) {
      if (key.referencedTable().equals(far.name())) {
        found.add(Relation.toOne(far, key));
      }
    }
    for (ForeignKey key : far.foreignKeys()) {
      if (key.referencedTable().equals(near.name())) {
        found.add(Relation.toMany(far, key));
      }
    }
    for (Table junction : schema.tables().values()) {
      found.addAll(through(junction, near, far));
    }
    return found;
  }

  /** A table is a junction of two where a unique key of it is made of references to both. */
  private static List<Relation> through(Table junction, Table near, Table far) {
    List<Relation> found = new ArrayList<>();
    for (ForeignKey toNear : junction.foreignKeys()) {
      for (ForeignKey toFar : junction.foreignKeys()) {
        boolean pair =
            !toNear.equals(toFar)
                && toNear.referencedTable().equals(near.name())
                && toFar.referencedTable().equals(far.name());
        if (pair && isKey(junction, toNear, toFar)) {
          found.add(Relation.through(junction, far, toNear, toFar));
        }
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

  private @org.jspecify.annotations.Nullable String nearest(Table near, String target) {
    List<String> names = new ArrayList<>();
    for (Table far : schema.tables().values()) {
      if (!between(near, far).isEmpty()) {
        names.add(far.name());
      }
    }
    return NearestName.of(target, names)
        .map(name -> "Perhaps you meant '%s' instead of '%s'.".formatted(name, Excerpt.of(target)))
        .orElse(null);
  }
}
