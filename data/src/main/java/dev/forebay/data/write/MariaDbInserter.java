package dev.forebay.data.write;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.plan.Plan.OnConflict;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Server;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Session;
import java.util.List;

/** MariaDB's RETURNING tells the rows as they are stored, whatever has made their keys. */
record MariaDbInserter(Renderer renderer) implements Inserter {
  @Override
  public Server server() {
    return Server.MARIADB;
  }

  @Override
  public void insert(Session session, TableModel model, InsertRows rows) {
    session.update(renderer.render(rows.statement(model, List.of())), rows.parameters());
  }

  @Override
  public List<StoredRow> insertAndRead(Session session, TableModel model, InsertRows rows) {
    String sql = renderer.render(rows.statement(model, model.columnsAndWeights()));
    return session.query(sql, rows.parameters(), row -> StoredRow.read(model, row));
  }

  @Override
  public List<EntryName> insertAndName(Session session, TableModel model, InsertRows rows) {
    String sql = renderer.render(rows.statement(model, model.keyAndWeights()));
    return session.query(sql, rows.parameters(), row -> StoredRow.readName(model, row));
  }

  @Override
  public List<EntryName> upsert(
      Session session, TableModel model, InsertRows rows, OnConflict target) {
    var upsert =
        new Statement.Upsert(
            rows.statement(model, model.keyAndWeights()),
            target.merged(rows.columns()),
            target.key().getFirst());
    if (!model.hasKey()) {
      session.update(renderer.render(upsert), rows.parameters());
      return List.of();
    }
    return session.query(
        renderer.render(upsert), rows.parameters(), row -> StoredRow.readName(model, row));
  }
}
