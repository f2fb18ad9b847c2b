package dev.forebay.data.write;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.data.entry.Cascades.Effect;
import dev.forebay.data.entry.LockedRows;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.plan.Plan.OnConflict;
import dev.forebay.mysql.Session;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows to insert, or to merge into those that have their keys. The server takes whichever unique
 * key is violated; so each row that was named must be there afterwards, and no other be told of.
 */
final class UpsertedRows implements RowWrite {
  private final TableModel model;
  private final OnConflict target;
  private final UpsertPart part;
  private final Inserter inserter;
  private final LockedRows locked;
  private List<EntryName> told = List.of();

  UpsertedRows(
      TableModel model, OnConflict target, UpsertPart part, Inserter inserter, LockedRows locked) {
    this.model = model;
    this.target = target;
    this.part = part;
    this.inserter = inserter;
    this.locked = locked;
  }

  @Override
  public List<StoredRow> lock(Session session) {
    return withKeys(session, part.keys());
  }

  @Override
  public Effect effect(List<StoredRow> before) {
    return new Effect.Updated(model.table().changedWith(target.merged(part.rows().columns())));
  }

  @Override
  public void run(Session session, List<StoredRow> before) {
    told = inserter.upsert(session, model, part.rows(), target);
  }

  @Override
  public List<StoredRow> readBack(Session session, List<StoredRow> before) {
    return withKeys(session, part.keys());
  }

  @Override
  public boolean areNamed(Session session, List<StoredRow> before, List<StoredRow> after) {
    Set<EntryName> names = after.stream().map(StoredRow::name).collect(Collectors.toSet());
    return names.containsAll(told) && (after.size() == part.keys().size() || allFound(session));
  }

  /** A row that is given twice is found once; so is one in two spellings. */
  private boolean allFound(Session session) {
    return part.keys().stream().noneMatch(key -> withKeys(session, List.of(key)).isEmpty());
  }

  private List<StoredRow> withKeys(Session session, List<List<Object>> keys) {
    return locked.withKeys(session, model, target.key(), keys);
  }
}
