package dev.forebay.data.execute;

import dev.forebay.data.execute.Cascades.Effect;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.Plan.OnConflict;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT or upsert that runs, a part of its rows at a time: memory holds one part, what the
 * {@link Insertion} keeps, the names of rows that are merged, and what is to be shown.
 */
final class InsertRun {
  private final Change change;
  private final TableModel model;
  private final Plan.Insert plan;
  private final Renderer renderer;
  private final Insertion insertion;
  private final LockedRows locked;
  private final CascadedRows cascaded;
  private final Shown shown;

  InsertRun(
      Change change,
      TableModel model,
      Plan.Insert plan,
      Shown shown,
      Renderer renderer,
      Inserts inserts,
      LockedRows locked,
      CascadedRows cascaded) {
    this.change = change;
    this.model = model;
    this.plan = plan;
    this.renderer = renderer;
    this.insertion = new Insertion(change, model, plan.columns(), inserts);
    this.locked = locked;
    this.cascaded = cascaded;
    this.shown = shown;
  }

  Written run() {
    shown.requireKeyToRead();
    var parts = new RowParts(plan.rows().iterator(), plan.columns().size());
    while (parts.hasNext()) {
      List<List<@Nullable Object>> part = parts.next();
      boolean more = parts.hasNext();
      plan.onConflict().ifPresentOrElse(target -> upsert(target, part), () -> insert(part, more));
    }
    return shown.written(change.session());
  }

  private void insert(List<List<@Nullable Object>> part, boolean more) {
    if (shown.mustShow()) {
      shown.inserted(insertion.insertAndRead(part, more));
    } else {
      insertion.insert(part, more);
      shown.inserted(part.size());
    }
  }

  private void upsert(OnConflict target, List<List<@Nullable Object>> part) {
    for (TargetKeys rows : TargetKeys.partition(model, target.key(), plan.columns(), part)) {
      if (rows.areNew()) {
        insert(rows.rows(), false);
      } else {
        upsert(target, rows);
      }
    }
  }

  /** The rows that are there are locked first, which gives the lookups that they leave. */
  private void upsert(OnConflict target, TargetKeys rows) {
    List<StoredRow> before = locked.withKeys(change.session(), model, target.key(), rows.keys());
    var insert = Inserts.statement(model, plan.columns(), rows.rows(), List.of());
    var upsert = new Statement.Upsert(insert, merged(target), target.key().getFirst());
    String sql = renderer.render(upsert);
    Effect effect = new Effect.Updated(Set.copyOf(merged(target)));
    cascaded.touch(change, model, effect, before);
    cascaded.run(
        change, model, effect, () -> change.session().update(sql, Inserts.parameters(rows.rows())));
    List<StoredRow> after = locked.withKeys(change.session(), model, target.key(), rows.keys());
    cascaded.touch(change, model, effect, after);
    change.touch(model, before, after);
    change.writeThrough(model, before, after);
    shown.upserted(target.merge() ? after : without(before, after), after.size() - before.size());
  }

  private List<String> merged(OnConflict target) {
    List<String> merged = new ArrayList<>(target.merge() ? plan.columns() : List.of());
    merged.removeAll(target.key());
    return merged;
  }

  private static List<StoredRow> without(List<StoredRow> before, List<StoredRow> after) {
    Set<List<String>> known = new HashSet<>();
    before.forEach(row -> known.add(row.key()));
    return after.stream().filter(row -> !known.contains(row.key())).toList();
  }
}
