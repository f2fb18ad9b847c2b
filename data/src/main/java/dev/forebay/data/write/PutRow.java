package dev.forebay.data.write;

import dev.forebay.data.entry.Cascades.Effect;
import dev.forebay.data.entry.LockedRows;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.sql.Renderer;
import dev.forebay.mysql.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A row to put in the place of the one with its primary key, or to add. */
record PutRow(
    TableModel model, Plan.Put plan, Inserter inserter, LockedRows locked, Renderer renderer)
    implements RowWrite {
  @Override
  public List<StoredRow> lock(Session session) {
    return locked.where(session, model, plan.where());
  }

  /** The key keeps its value. */
  @Override
  public Effect effect(List<StoredRow> before) {
    Set<String> changed =
        before.isEmpty() ? new HashSet<>() : model.table().changedWith(plan.columns());
    model.keyNames().forEach(changed::remove);
    return new Effect.Updated(changed);
  }

  @Override
  public void run(Session session, List<StoredRow> before) {
    if (before.isEmpty()) {
      List<List<Object>> one = List.of(new ArrayList<>(plan.values()));
      inserter.insert(session, model, new InsertRows(plan.columns(), new ArrayList<>(one)));
    } else {
      new NewValues(plan.columns(), plan.values())
          .update(session, renderer, model.name(), plan.where());
    }
  }

  @Override
  public List<StoredRow> readBack(Session session, List<StoredRow> before) {
    return locked.where(session, model, plan.where());
  }

  @Override
  public boolean areNamed(Session session, List<StoredRow> before, List<StoredRow> after) {
    return after.size() == 1;
  }
}
