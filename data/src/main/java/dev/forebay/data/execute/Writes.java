package dev.forebay.data.execute;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.execute.Cascades.Effect;
import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.Plan.Missing;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows within a transaction. Rows that are cached, or that the client wants to see, are
 * locked first and then written by their keys, so that exactly the rows that are known are touched;
 * all others are written by the filter alone.
 */
final class Writes {
  private final Renderer renderer;
  private final TableModels models;
  private final LockedRows locked;
  private final Inserts inserts;
  private final WrittenRows reader;
  private final CascadedRows cascaded;

  Writes(
      Renderer renderer,
      TableModels models,
      LockedRows locked,
      WrittenRows reader,
      CascadedRows cascaded) {
    this.reader = reader;
    this.renderer = renderer;
    this.models = models;
    this.locked = locked;
    this.inserts = new Inserts(renderer, locked);
    this.cascaded = cascaded;
  }

  /** Carries out a plan. */
  Written write(Change change, Plan.Write plan) {
    TableModel model = models.of(plan.table());
    if (plan.terms().rollBack()) {
      change.rollBackAtEnd();
    }
    change.writing(model);
    try {
      return switch (plan) {
        case Plan.Insert insert ->
            new InsertRun(
                    change, model, insert, shown(model, plan), renderer, inserts, locked, cascaded)
                .run();
        case Plan.Put put -> put(change, model, put);
        case Plan.Update update -> update(change, model, update);
        case Plan.Delete delete -> delete(change, model, delete);
      };
    } catch (ForebayException e) {
      throw UniqueKeys.namingColumns(e, model.table());
    }
  }

  private Shown shown(TableModel model, Plan.Write plan) {
    return new Shown(model, plan.returning(), reader);
  }

  private Written put(Change change, TableModel model, Plan.Put plan) {
    Shown shown = shown(model, plan);
    shown.requireKey();
    List<StoredRow> before = locked.where(change.session(), model, plan.where());
    if (before.isEmpty()) {
      List<StoredRow> row =
          inserts.insertAndRead(change.session(), model, plan.columns(), List.of(plan.values()));
      touch(change, model, before, row);
      shown.inserted(row);
    } else {
      Effect effect = updated(plan.columns(), model.keyNames());
      update(change, model, effect, plan.columns(), plan.values(), before);
      List<StoredRow> after = locked.withKeys(change.session(), model, keys(model, before));
      cascaded.touch(change, model, effect, after);
      touch(change, model, before, after);
      shown.written(after);
    }
    return shown.written(change.session());
  }

  private Written update(Change change, TableModel model, Plan.Update plan) {
    Shown shown = shown(model, plan);
    shown.requireKey();
    Effect effect = updated(plan.columns(), List.of());
    if (!shown.mustRead() && !cascaded.mayFollow(model.table(), effect)) {
      long updated =
          update(
              change.session(),
              plan.columns(),
              plan.values(),
              plan.table().name(),
              plan.where().condition(),
              plan.where().values());
      plan.terms().requireAtMost(updated);
      return Written.rows(updated);
    }
    List<StoredRow> before = locked.where(change.session(), model, plan.where());
    shown.requireSingular(before.size());
    plan.terms().requireAtMost(before.size());
    update(change, model, effect, plan.columns(), plan.values(), before);
    List<StoredRow> after = afterUpdate(change.session(), model, plan, before);
    cascaded.touch(change, model, effect, after);
    touch(change, model, before, after);
    shown.written(after);
    return shown.written(change.session());
  }

  private void update(
      Change change,
      TableModel model,
      Effect effect,
      List<String> columns,
      List<@Nullable Object> values,
      List<StoredRow> rows) {
    cascaded.touch(change, model, effect, rows);
    for (KeyBatch batch : KeyBatch.of(model.keyNames(), keys(model, rows))) {
      Session session = change.session();
      cascaded.run(
          change,
          model,
          effect,
          () -> update(session, columns, values, model.name(), batch.condition(), batch.values()));
    }
  }

  private static Effect updated(List<String> columns, List<String> butFor) {
    Set<String> changed = new HashSet<>(columns);
    butFor.forEach(changed::remove);
    return new Effect.Updated(changed);
  }

  private long update(
      Session session,
      List<String> columns,
      List<@Nullable Object> values,
      String table,
      Condition where,
      List<Object> whereValues) {
    Set<String> defaults = new HashSet<>();
    List<@Nullable Object> parameters = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (values.get(i) == Missing.DEFAULT) {
        defaults.add(columns.get(i));
      } else {
        parameters.add(values.get(i));
      }
    }
    parameters.addAll(whereValues);
    var update = new Statement.Update(table, columns, defaults, where);
    return session.update(renderer.render(update), parameters);
  }

  /** The rows as they are now: under new keys, where the update has changed those. */
  private List<StoredRow> afterUpdate(
      Session session, TableModel model, Plan.Update plan, List<StoredRow> before) {
    List<List<Object>> keys = new ArrayList<>();
    for (List<Object> key : keys(model, before)) {
      for (int i = 0; i < key.size(); i++) {
        int changed = plan.columns().indexOf(model.key().get(i).name());
        Object value = changed < 0 ? null : plan.values().get(changed);
        key.set(i, value == null || value == Missing.DEFAULT ? key.get(i) : value);
      }
      keys.add(key);
    }
    List<StoredRow> after = locked.withKeys(session, model, keys);
    if (after.size() != before.size()) {
      throw new ForebayException(
          ErrorCode.STATEMENT_REFUSED,
          "The changed rows of %s cannot be found by their keys".formatted(model.name()),
          "A trigger that changes primary keys is not supported");
    }
    return after;
  }

  private Written delete(Change change, TableModel model, Plan.Delete plan) {
    Shown shown = shown(model, plan);
    shown.requireKey();
    Effect effect = new Effect.Deleted();
    if (!shown.mustRead() && !cascaded.mayFollow(model.table(), effect)) {
      var delete = new Statement.Delete(plan.table().name(), plan.where().condition());
      long deleted = change.session().update(renderer.render(delete), plan.where().values());
      plan.terms().requireAtMost(deleted);
      return Written.rows(deleted);
    }
    List<StoredRow> before = locked.where(change.session(), model, plan.where());
    shown.requireSingular(before.size());
    plan.terms().requireAtMost(before.size());
    shown.written(before);
    Written asTheyWere = shown.written(change.session());
    cascaded.touch(change, model, effect, before);
    for (KeyBatch batch : KeyBatch.of(model.keyNames(), keys(model, before))) {
      String sql = renderer.render(new Statement.Delete(model.name(), batch.condition()));
      cascaded.run(change, model, effect, () -> change.session().update(sql, batch.values()));
    }
    touch(change, model, before, List.of());
    return asTheyWere;
  }

  private static void touch(
      Change change, TableModel model, List<StoredRow> before, List<StoredRow> after) {
    change.touch(model, before, after);
    change.writeThrough(model, before, after);
  }

  private static List<List<Object>> keys(TableModel model, List<StoredRow> rows) {
    return rows.stream().map(row -> row.keyParameters(model)).toList();
  }
}
