package dev.forebay.data.entry;

import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.PerSchema;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What foreign keys change on their own: rows that refer to deleted rows, or to columns that get
 * new values, are deleted or changed with them by CASCADE and SET NULL, and so on from those. No
 * statement and no event of the binlog names them. Any thread.
 */
public final class Cascades {
  private final Supplier<Schema> schema;
  private final PerSchema<Snapshot> snapshots = new PerSchema<>(Snapshot::of);

  /** By the newest snapshot of a schema. */
  public Cascades(Supplier<Schema> schema) {
    this.schema = schema;
  }

  /** A foreign key that changes rows, and the table that has it. */
  private record Referring(Table table, ForeignKey key) {}

  /**
   * What is worked out once for a schema.
   *
   * @param known by table, whether its changes are known; filled as they are asked for
   * @param referring by the table referred to
   */
  private record Snapshot(
      Schema schema, Map<String, Boolean> known, Map<String, List<Referring>> referring) {
    static Snapshot of(Schema schema) {
      Map<String, List<Referring>> referring = new HashMap<>();
      for (Table table : schema.tables().values()) {
        for (ForeignKey key : table.foreignKeys()) {
          if (key.cascadesDeletes() || key.cascadesUpdates()) {
            referring
                .computeIfAbsent(key.referencedTable(), _ -> new ArrayList<>())
                .add(new Referring(table, key));
          }
        }
      }
      return new Snapshot(schema, new ConcurrentHashMap<>(), referring);
    }

    List<Referring> referringTo(Table table) {
      return referring.getOrDefault(table.name(), List.of());
    }
  }

  private Snapshot now() {
    return snapshots.of(schema.get());
  }

  /** What happens to rows. */
  public sealed interface Effect {
    /** They go. */
    record Deleted() implements Effect {}

    /**
     * They change.
     *
     * @param columns which may have new values
     */
    record Updated(Set<String> columns) implements Effect {
      /** Copies the set. */
      public Updated {
        columns = Set.copyOf(columns);
      }
    }
  }

  /**
   * What follows from a change of rows.
   *
   * @param table whose rows change
   * @param key by which they refer to the rows that have changed before
   * @param effect what happens to them
   */
  public record Step(Table table, ForeignKey key, Effect effect) {}

  /**
   * Whether a writer can know beforehand which rows of this table change with others: those refer
   * to rows with a primary key that names them, by columns that can be compared.
   */
  boolean areKnownFor(String table) {
    Snapshot now = now();
    return now.known().computeIfAbsent(table, name -> areKnown(now.schema(), name));
  }

  private static boolean areKnown(Schema now, String table) {
    return now.changing(table).stream()
        .flatMap(name -> now.table(name).stream())
        .allMatch(changing -> areKnown(now, changing));
  }

  private static boolean areKnown(Schema now, Table table) {
    return table.foreignKeys().stream()
        .filter(key -> key.cascadesDeletes() || key.cascadesUpdates())
        .allMatch(
            key ->
                !key.onDelete().equals("SET DEFAULT")
                    && !key.onUpdate().equals("SET DEFAULT")
                    && areComparable(table, key.columns())
                    && now.table(key.referencedTable()).filter(p -> isKnown(p, key)).isPresent());
  }

  private static boolean isKnown(Table referenced, ForeignKey key) {
    return !RowKey.of(referenced).isEmpty() && areComparable(referenced, key.referencedColumns());
  }

  private static boolean areComparable(Table table, List<String> columns) {
    return columns.stream()
        .map(name -> table.column(name).map(Column::type))
        .allMatch(type -> type.filter(Cascades::isComparable).isPresent());
  }

  /** Whether a value can be read from one row and compared exactly with that of another. */
  private static boolean isComparable(ColumnType type) {
    return switch (type) {
      case ColumnType.Real _, ColumnType.Enumeration _, ColumnType.SetOf _ -> false;
      case ColumnType.Text _ -> true;
      default -> ValueType.of(type).isNamed();
    };
  }

  /** What follows at once. */
  public List<Step> steps(Table table, Effect effect) {
    return now().referringTo(table).stream()
        .flatMap(referring -> step(referring.table(), referring.key(), effect))
        .toList();
  }

  private static Stream<Step> step(Table table, ForeignKey key, Effect effect) {
    Effect changed = new Effect.Updated(Set.copyOf(key.columns()));
    return switch (effect) {
      case Effect.Deleted deleted when key.cascadesDeletes() ->
          Stream.of(new Step(table, key, key.onDelete().equals("CASCADE") ? deleted : changed));
      case Effect.Updated(Set<String> columns)
          when key.cascadesUpdates()
              && key.referencedColumns().stream().anyMatch(columns::contains) ->
          Stream.of(new Step(table, key, changed));
      case Effect.Deleted _, Effect.Updated _ -> Stream.empty();
    };
  }

  /** Whether rows of such a table follow, at once or later. */
  public boolean reach(Table table, Effect effect, Predicate<Table> such) {
    Set<Step> seen = new HashSet<>();
    Deque<Step> left = new ArrayDeque<>(steps(table, effect));
    while (!left.isEmpty()) {
      Step step = left.remove();
      if (seen.add(step)) {
        if (such.test(step.table())) {
          return true;
        }
        left.addAll(steps(step.table(), step.effect()));
      }
    }
    return false;
  }

  /** The columns of the table from which such a table's rows may follow. */
  public Set<String> referenced(Table table, Predicate<Table> such) {
    Set<String> columns = new HashSet<>();
    now()
        .referringTo(table)
        .forEach(referring -> columns.addAll(referring.key().referencedColumns()));
    boolean reached =
        !columns.isEmpty()
            && (reach(table, new Effect.Deleted(), such)
                || reach(table, new Effect.Updated(columns), such));
    return reached ? columns : Set.of();
  }
}
