package dev.forebay.data.execute;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.Plan.Returning;
import dev.forebay.data.row.JsonBuffer;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.RowProjection;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows, each plan in one transaction. Rows that are cached, or that the client wants to see,
 * are locked first and then written by their keys, so that exactly the rows that are known are
 * touched; all others are written by the filter alone.
 */
final class Writes {
  private final Transactions transactions;
  private final Renderer renderer;
  private final TableModels models;
  private final LockedRows locked;
  private final Inserts inserts;

  Writes(Transactions transactions, Renderer renderer, TableModels models, LockedRows locked) {
    this.transactions = transactions;
    this.renderer = renderer;
    this.models = models;
    this.locked = locked;
    this.inserts = new Inserts(renderer, locked);
  }

  Result insert(Plan.Insert plan) {
    TableModel model = models.of(plan.table());
    return transactions.retrying(
        change ->
            mustRead(model, plan.returning())
                ? insertAndRead(change, model, plan)
                : insertOnly(change.session(), model, plan));
  }

  private Result insertOnly(Session session, TableModel model, Plan.Insert plan) {
    inserts.insert(session, model, plan.columns(), plan.rows());
    return Result.written(JsonRows.NONE, plan.rows().size());
  }

  private Result insertAndRead(Change change, TableModel model, Plan.Insert plan) {
    List<StoredRow> stored =
        inserts.insertAndRead(change.session(), model, plan.columns(), plan.rows());
    requireSingular(plan.returning(), stored.size());
    change.touch(model, List.of(), stored);
    change.writeThrough(model, List.of(), stored);
    return result(model, plan.returning(), stored);
  }

  Result update(Plan.Update plan) {
    TableModel model = models.of(plan.table());
    requireKey(model, plan.returning());
    return transactions.retrying(
        change ->
            mustRead(model, plan.returning())
                ? updateLocked(change, model, plan)
                : updateOnly(change.session(), plan));
  }

  private Result updateOnly(Session session, Plan.Update plan) {
    var update =
        new Statement.Update(plan.table().name(), plan.columns(), plan.where().condition());
    List<@Nullable Object> parameters = new ArrayList<>(plan.values());
    parameters.addAll(plan.where().values());
    return Result.written(JsonRows.NONE, session.update(renderer.render(update), parameters));
  }

  private Result updateLocked(Change change, TableModel model, Plan.Update plan) {
    List<StoredRow> before = locked.where(change.session(), model, plan.where());
    requireSingular(plan.returning(), before.size());
    for (KeyBatch batch : KeyBatch.of(model, keys(model, before))) {
      var update = new Statement.Update(model.name(), plan.columns(), batch.condition());
      List<@Nullable Object> parameters = new ArrayList<>(plan.values());
      parameters.addAll(batch.values());
      change.session().update(renderer.render(update), parameters);
    }
    List<StoredRow> after = afterUpdate(change.session(), model, plan, before);
    change.touch(model, before, after);
    change.writeThrough(model, before, after);
    return result(model, plan.returning(), after);
  }

  /** The rows as they are now: under new keys, where the update has changed those. */
  private List<StoredRow> afterUpdate(
      Session session, TableModel model, Plan.Update plan, List<StoredRow> before) {
    List<List<Object>> keys = new ArrayList<>();
    for (List<Object> key : keys(model, before)) {
      for (int i = 0; i < key.size(); i++) {
        int changed = plan.columns().indexOf(model.key().get(i).name());
        Object value = changed < 0 ? null : plan.values().get(changed);
        key.set(i, value == null ? key.get(i) : value);
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

  Result delete(Plan.Delete plan) {
    TableModel model = models.of(plan.table());
    requireKey(model, plan.returning());
    return transactions.retrying(
        change ->
            mustRead(model, plan.returning())
                ? deleteLocked(change, model, plan)
                : deleteOnly(change.session(), plan));
  }

  private Result deleteOnly(Session session, Plan.Delete plan) {
    var delete = new Statement.Delete(plan.table().name(), plan.where().condition());
    long deleted = session.update(renderer.render(delete), plan.where().values());
    return Result.written(JsonRows.NONE, deleted);
  }

  private Result deleteLocked(Change change, TableModel model, Plan.Delete plan) {
    List<StoredRow> before = locked.where(change.session(), model, plan.where());
    requireSingular(plan.returning(), before.size());
    for (KeyBatch batch : KeyBatch.of(model, keys(model, before))) {
      var delete = new Statement.Delete(model.name(), batch.condition());
      change.session().update(renderer.render(delete), batch.values());
    }
    change.touch(model, before, List.of());
    change.writeThrough(model, before, List.of());
    return result(model, plan.returning(), before);
  }

  private static boolean mustRead(TableModel model, Returning returning) {
    return model.isCached() || returning.rows() || (returning.keys() && model.hasKey());
  }

  private static void requireKey(TableModel model, Returning returning) {
    if (returning.rows() && !model.hasKey()) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "%s has no primary key to find the written rows by".formatted(model.name()),
          "Send Prefer: return=minimal, or add a primary key");
    }
  }

  private static void requireSingular(Returning returning, int rows) {
    if (returning.singular() && rows != 1) {
      throw NotSingular.error(rows);
    }
  }

  private static List<List<Object>> keys(TableModel model, List<StoredRow> rows) {
    return rows.stream().map(row -> row.keyParameters(model)).toList();
  }

  private static Result result(TableModel model, Returning returning, List<StoredRow> rows) {
    JsonRows shown = JsonRows.NONE;
    if (returning.rows()) {
      shown = new RowProjection(model.table(), returning.projection()).of(join(rows));
    }
    boolean located = returning.keys() && rows.size() == 1;
    Map<String, String> key = located ? key(model, rows.getFirst()) : Map.of();
    return new Result(shown, rows.size(), OptionalLong.empty(), key, null);
  }

  private static JsonRows join(List<StoredRow> rows) {
    JsonBuffer json = new JsonBuffer(rows.stream().mapToInt(row -> row.json().length + 1).sum());
    for (StoredRow row : rows) {
      if (json.size() > 0) {
        json.put(',');
      }
      json.put(row.json());
    }
    return new JsonRows(json.toByteArray(), 0, rows.size());
  }

  private static Map<String, String> key(TableModel model, StoredRow row) {
    Map<String, String> key = new LinkedHashMap<>();
    for (int i = 0; i < row.key().size(); i++) {
      key.put(model.key().get(i).name(), row.key().get(i));
    }
    return key;
  }
}
