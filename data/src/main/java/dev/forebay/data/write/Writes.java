package dev.forebay.data.write;

import dev.forebay.base.ForebayException;
import dev.forebay.data.entry.LockedRows;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.entry.TableModels;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.Plan.OnConflict;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.data.write.WriteProtocol.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes rows within a transaction. Rows that are cached, or that the client wants to see, are
 * written by the {@link WriteProtocol}; all others by the statement alone.
 */
public final class Writes {
  private final Renderer renderer;
  private final TableModels models;
  private final LockedRows locked;
  private final Inserter inserter;
  private final WrittenRows reader;
  private final WriteProtocol protocol;

  public Writes(
      Renderer renderer,
      TableModels models,
      LockedRows locked,
      WrittenRows reader,
      WriteProtocol protocol) {
    this.reader = reader;
    this.renderer = renderer;
    this.models = models;
    this.locked = locked;
    this.inserter = Inserter.of(renderer, locked);
    this.protocol = protocol;
  }

  /** Carries out a plan. */
  public Written write(Change change, Plan.Write plan) {
    TableModel model = models.of(plan.table());
    Undoing.requirePossible(change, plan);
    if (plan.terms().rollBack()) {
      change.rollBackAtEnd();
    }
    change.writing(model);
    Shown shown = new Shown(model, plan.returning(), reader);
    try {
      return switch (plan) {
        case Plan.Insert insert -> insert(change, model, insert, shown);
        case Plan.Put put -> put(change, model, put, shown);
        case Plan.Update update -> update(change, model, update, shown);
        case Plan.Delete delete -> delete(change, model, delete, shown);
      };
    } catch (ForebayException e) {
      throw UniqueKeys.namingColumns(e, model.table());
    }
  }

  /** An inserter of parts of rows. */
  InsertRun insertion(Change change, TableModel model) {
    return new InsertRun(change, model, inserter, protocol);
  }

  /** Memory holds one part of the rows, the names of those that are merged, and what is shown. */
  private Written insert(Change change, TableModel model, Plan.Insert plan, Shown shown) {
    shown.requireKeyToRead();
    InsertRun insertion = insertion(change, model);
    RowBatches batches = new RowBatches(plan.rows().iterator(), plan.columns().size());
    while (batches.hasNext()) {
      InsertRows part = new InsertRows(plan.columns(), batches.next());
      boolean more = batches.hasNext();
      Optional<OnConflict> target = plan.onConflict();
      if (target.isEmpty()) {
        insert(insertion, part, more, shown);
        continue;
      }
      for (UpsertPart upsert : UpsertPart.partition(target.get().key(), part)) {
        if (upsert.areNew()) {
          insert(insertion, upsert.rows(), false, shown);
        } else {
          upsert(change, model, target.get(), upsert, shown);
        }
      }
    }
    return shown.written(change.session());
  }

  private void insert(InsertRun insertion, InsertRows part, boolean more, Shown shown) {
    if (shown.mustShow(insertion.isTold())) {
      shown.inserted(insertion.insertAndRead(part, more));
    } else {
      insertion.insert(part, more);
      shown.inserted(part.size());
    }
  }

  private void upsert(
      Change change, TableModel model, OnConflict target, UpsertPart part, Shown shown) {
    var rows = new UpsertedRows(model, target, part, inserter, locked);
    Outcome outcome = protocol.run(change, model, rows);
    List<StoredRow> before = outcome.before();
    List<StoredRow> after = outcome.after();
    shown.upserted(target.merge() ? after : without(before, after), after.size() - before.size());
  }

  private static List<StoredRow> without(List<StoredRow> before, List<StoredRow> after) {
    Set<List<String>> known = new HashSet<>();
    before.forEach(row -> known.add(row.key()));
    return after.stream().filter(row -> !known.contains(row.key())).toList();
  }

  private Written put(Change change, TableModel model, Plan.Put plan, Shown shown) {
    shown.requireKey();
    Outcome outcome =
        protocol.run(change, model, new PutRow(model, plan, inserter, locked, renderer));
    if (outcome.before().isEmpty()) {
      shown.inserted(outcome.after());
    } else {
      shown.written(outcome.after());
    }
    return shown.written(change.session());
  }

  private Written update(Change change, TableModel model, Plan.Update plan, Shown shown) {
    shown.requireKey();
    if (!shown.mustRead() && !protocol.mayFollow(model, UpdatedRows.effect(plan))) {
      long updated =
          new NewValues(plan.columns(), plan.values())
              .update(change.session(), renderer, model.name(), plan.where());
      plan.terms().requireAtMost(updated);
      return Written.rows(updated);
    }
    shown.written(
        protocol.run(change, model, new UpdatedRows(model, plan, shown, locked, renderer)).after());
    return shown.written(change.session());
  }

  private Written delete(Change change, TableModel model, Plan.Delete plan, Shown shown) {
    shown.requireKey();
    if (!shown.mustRead() && !protocol.mayFollow(model, DeletedRows.EFFECT)) {
      var delete = new Statement.Delete(model.name(), plan.where().condition());
      long deleted = change.session().update(renderer.render(delete), plan.where().values());
      plan.terms().requireAtMost(deleted);
      return Written.rows(deleted);
    }
    DeletedRows rows = new DeletedRows(model, plan, shown, locked, renderer);
    protocol.run(change, model, rows);
    return rows.asTheyWere();
  }
}
