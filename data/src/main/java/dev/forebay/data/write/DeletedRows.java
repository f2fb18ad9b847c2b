package dev.forebay.data.write;

import dev.forebay.data.entry.Cascades.Effect;
import dev.forebay.data.entry.KeyBatch;
import dev.forebay.data.entry.LockedRows;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Session;
import java.util.List;

/** Rows to delete. */
final class DeletedRows implements RowWrite {
  static final Effect EFFECT = new Effect.Deleted();

  private final TableModel model;
  private final Plan.Delete plan;
  private final Shown shown;
  private final LockedRows locked;
  private final Renderer renderer;
  private Written asTheyWere = Written.rows(0);

  DeletedRows(
      TableModel model, Plan.Delete plan, Shown shown, LockedRows locked, Renderer renderer) {
    this.model = model;
    this.plan = plan;
    this.shown = shown;
    this.locked = locked;
    this.renderer = renderer;
  }

  /** What the client gets to see: the rows, and what they embed, before they went. */
  Written asTheyWere() {
    return asTheyWere;
  }

  @Override
  public List<StoredRow> lock(Session session) {
    List<StoredRow> rows = locked.where(session, model, plan.where());
    shown.requireSingular(rows.size());
    plan.terms().requireAtMost(rows.size());
    shown.written(rows);
    asTheyWere = shown.written(session);
    return rows;
  }

  @Override
  public Effect effect(List<StoredRow> before) {
    return EFFECT;
  }

  @Override
  public void run(Session session, List<StoredRow> before) {
    for (KeyBatch batch : KeyBatch.ofRows(model, before)) {
      String sql = renderer.render(new Statement.Delete(model.name(), batch.condition()));
      session.update(sql, batch.values());
    }
  }

  @Override
  public List<StoredRow> readBack(Session session, List<StoredRow> before) {
    return List.of();
  }

  @Override
  public boolean areNamed(Session session, List<StoredRow> before, List<StoredRow> after) {
    return true;
  }
}
