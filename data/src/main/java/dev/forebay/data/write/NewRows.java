package dev.forebay.data.write;

import dev.forebay.data.entry.Cascades.Effect;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.mysql.Session;
import java.util.List;
import java.util.Set;

/** Rows to insert. */
final class NewRows implements RowWrite {
  private final TableModel model;
  private final InsertRows rows;
  private final Inserter inserter;
  private List<StoredRow> stored = List.of();

  NewRows(TableModel model, InsertRows rows, Inserter inserter) {
    this.model = model;
    this.rows = rows;
    this.inserter = inserter;
  }

  /** None: whoever inserts what is there is refused. */
  @Override
  public List<StoredRow> lock(Session session) {
    return List.of();
  }

  @Override
  public Effect effect(List<StoredRow> before) {
    return new Effect.Updated(Set.of());
  }

  @Override
  public void run(Session session, List<StoredRow> before) {
    stored = inserter.insertAndRead(session, model, rows);
  }

  @Override
  public List<StoredRow> readBack(Session session, List<StoredRow> before) {
    return stored;
  }

  @Override
  public boolean areNamed(Session session, List<StoredRow> before, List<StoredRow> after) {
    return after.size() == rows.size();
  }
}
