package dev.forebay.data.write;

import dev.forebay.data.entry.Cascades.Effect;
import dev.forebay.data.entry.KeyBatch;
import dev.forebay.data.entry.LockedRows;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.sql.Renderer;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.schema.Column;
import java.util.ArrayList;
import java.util.List;

/** Rows to change. */
record UpdatedRows(
    TableModel model, Plan.Update plan, Shown shown, LockedRows locked, Renderer renderer)
    implements RowWrite {
  @Override
  public List<StoredRow> lock(Session session) {
    List<StoredRow> rows = locked.where(session, model, plan.where());
    shown.requireSingular(rows.size());
    plan.terms().requireAtMost(rows.size());
    return rows;
  }

  @Override
  public Effect effect(List<StoredRow> before) {
    return effect(plan);
  }

  /** What happens to the rows, whichever they are. */
  static Effect effect(Plan.Update plan) {
    return new Effect.Updated(plan.table().changedWith(plan.columns()));
  }

  @Override
  public void run(Session session, List<StoredRow> before) {
    for (KeyBatch batch : KeyBatch.ofRows(model, before)) {
      values().update(session, renderer, model.name(), batch.where());
    }
  }

  /** Under new keys, where those are changed. */
  @Override
  public List<StoredRow> readBack(Session session, List<StoredRow> before) {
    List<List<Object>> keys = new ArrayList<>();
    for (StoredRow row : before) {
      List<Object> key = new ArrayList<>(row.keyParameters(model));
      for (int i = 0; i < key.size(); i++) {
        Column column = model.key().get(i);
        key.set(i, values().of(column.name(), key.get(i)));
      }
      keys.add(key);
    }
    return locked.withKeys(session, model, keys);
  }

  @Override
  public boolean areNamed(Session session, List<StoredRow> before, List<StoredRow> after) {
    return after.size() == before.size();
  }

  private NewValues values() {
    return new NewValues(plan.columns(), plan.values());
  }
}
