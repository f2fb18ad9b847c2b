package dev.forebay.data.planner;

import dev.forebay.data.plan.Selection;
import dev.forebay.mysql.schema.Table;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The selection of {@code select=*}, which is the same for every request until the table changes:
 * every column but the invisible ones. One entry for each table. Any thread.
 */
final class AllColumns {
  private record Known(Table table, Selection selection) {}

  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** The selection of all columns of the table as this snapshot of the schema has it. */
  @SuppressWarnings("ReferenceEquality") // The same snapshot has the same table; equals is slow.
  Selection of(Table table) {
    Known last = known.get(table.name());
    if (last != null && last.table == table) {
      return last.selection;
    }
    Selection made = new Selection(table, OutputPlanner.all(table.columns()));
    known.put(table.name(), new Known(table, made));
    return made;
  }
}
