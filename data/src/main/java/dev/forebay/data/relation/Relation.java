package dev.forebay.data.relation;

import dev.forebay.data.plan.Link;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A way from one table to another.
 *
 * @param far the table that it leads to
 * @param link by which columns
 * @param cardinality of how many rows to how many
 * @param names the foreign keys that make it
 */
public record Relation(Table far, Link link, Cardinality cardinality, List<String> names) {
  /** Of how many rows to how many. */
  public enum Cardinality {
    MANY_TO_ONE("many-to-one"),
    ONE_TO_ONE("one-to-one"),
    ONE_TO_MANY("one-to-many"),
    MANY_TO_MANY("many-to-many");

    private final String words;

    Cardinality(String words) {
      this.words = words;
    }

    /** In PostgREST's words. */
    String words() {
      return words;
    }

    public boolean toOne() {
      return this == MANY_TO_ONE || this == ONE_TO_ONE;
    }
  }

  /** Along a foreign key. */
  static Relation toOne(Table far, ForeignKey key) {
    Link link = new Link(key.columns(), far.name(), key.referencedColumns(), null);
    return new Relation(far, link, Cardinality.MANY_TO_ONE, List.of(key.name()));
  }

  /** Against a foreign key: to at most one row where its columns are unique. */
  static Relation toMany(Table far, ForeignKey key, boolean unique) {
    Link link = new Link(key.referencedColumns(), far.name(), key.columns(), null);
    return new Relation(
        far, link, unique ? Cardinality.ONE_TO_ONE : Cardinality.ONE_TO_MANY, List.of(key.name()));
  }

  /** Against one foreign key of a junction, and along another. */
  static Relation through(Table junction, Table far, ForeignKey toNear, ForeignKey toFar) {
    var between = new Link.Junction(junction.name(), toNear.columns(), toFar.columns());
    Link link =
        new Link(toNear.referencedColumns(), far.name(), toFar.referencedColumns(), between);
    return new Relation(far, link, Cardinality.MANY_TO_MANY, List.of(toNear.name(), toFar.name()));
  }

  /** Whether no two rows of a table have the same values in some columns. */
  static boolean isUnique(Table table, List<String> columns) {
    List<List<String>> keys = new ArrayList<>();
    keys.add(table.primaryKey());
    table.uniqueKeys().forEach(key -> keys.add(key.columns()));
    return keys.stream().anyMatch(key -> !key.isEmpty() && columns.containsAll(key));
  }

  /** Whether a hint names it: by a foreign key, its own column, or the junction. */
  boolean isNamed(String hint) {
    var junction = link.junction();
    return names.contains(hint)
        || (junction == null ? isOnly(link.from(), hint) : junction.table().equals(hint));
  }

  /** Whether a hint names the column that it ends at. */
  boolean endsAt(String hint) {
    return link.junction() == null && isOnly(link.to(), hint);
  }

  /** What tells it from the others: a foreign key, or a junction. */
  String hint() {
    var junction = link.junction();
    return junction == null ? names.getFirst() : junction.table();
  }

  /** As PostgREST describes it to whom it is ambiguous. */
  String description(String near) {
    var junction = link.junction();
    return junction == null
        ? "%s using %s and %s"
            .formatted(names.getFirst(), columns(near, link.from()), columns(far.name(), link.to()))
        : "%s using %s and %s"
            .formatted(
                junction.table(),
                names.getFirst() + columns("", junction.near()),
                names.getLast() + columns("", junction.far()));
  }

  private static String columns(String table, List<String> columns) {
    return table + "(" + String.join(", ", columns) + ")";
  }

  private static boolean isOnly(List<String> columns, String name) {
    return columns.size() == 1 && columns.getFirst().equals(name);
  }
}
