package dev.forebay.data.write;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.data.entry.LockedRows;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.plan.Plan.OnConflict;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Server;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * MySQL tells nothing of inserted rows but what AUTO_INCREMENT has made. So defaults of keys are
 * evaluated before, and the rows are read back by the keys that they were given.
 */
record MySqlInserter(Renderer renderer, LockedRows locked) implements Inserter {
  @Override
  public Server server() {
    return Server.MYSQL;
  }

  @Override
  public void insert(Session session, TableModel model, InsertRows rows) {
    session.update(renderer.render(rows.statement(model, List.of())), rows.parameters());
  }

  @Override
  public List<StoredRow> insertAndRead(Session session, TableModel model, InsertRows rows) {
    InsertRows complete = new KeyDefaults(renderer, session, model).fillIn(rows);
    List<StoredRow> stored = new ArrayList<>(rows.size());
    for (InsertedKeys part : InsertedKeys.partition(model, complete)) {
      requireUnused(session, model, part);
      var statement = part.rows().statement(model, List.of());
      List<Long> generated = session.insert(renderer.render(statement), part.rows().parameters());
      stored.addAll(locked.withKeys(session, model, part.complete(generated)));
    }
    return stored;
  }

  /** Where a trigger may set keys, a row that has one after the INSERT is its row if none had. */
  private void requireUnused(Session session, TableModel model, InsertedKeys part) {
    boolean told = tells(model);
    if (!told && !part.areGiven()) {
      throw InsertedKeys.unknown(model, "Send Prefer: return=minimal, or give the rows their key");
    }
    List<List<Object>> given = told ? List.of() : part.complete(List.of());
    if (!locked.withKeys(session, model, given).isEmpty()) {
      throw WriteProtocol.storedOtherwise(model);
    }
  }

  @Override
  public List<EntryName> insertAndName(Session session, TableModel model, InsertRows rows) {
    return insertAndRead(session, model, rows).stream().map(StoredRow::name).toList();
  }

  /** FB240 where a trigger may make another row of it than the one that is named. */
  @Override
  public List<EntryName> upsert(
      Session session, TableModel model, InsertRows rows, OnConflict target) {
    if (!Collections.disjoint(model.table().rules().setOnInsert(), target.key())) {
      throw new ForebayException(
          ErrorCode.CONFLICT_TARGET,
          "A trigger may set the key %s of %s".formatted(target.key(), model.name()),
          "PUT the row by its primary key");
    }
    var upsert =
        new Statement.Upsert(
            rows.statement(model, List.of()),
            target.merged(rows.columns()),
            target.key().getFirst());
    session.update(renderer.render(upsert), rows.parameters());
    return List.of();
  }
}
