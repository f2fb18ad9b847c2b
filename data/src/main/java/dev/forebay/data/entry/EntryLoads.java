package dev.forebay.data.entry;

import dev.forebay.data.plan.Where;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.RowCollector;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Database;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from the primary what an entry of the cache holds. */
public final class EntryLoads {
  /** How many rows a lookup may have to be kept: more are read from the database. */
  private static final int MOST_KEPT = 1000;

  private final Database database;
  private final Renderer renderer;

  public EntryLoads(Database database, Renderer renderer) {
    this.database = database;
    this.renderer = renderer;
  }

  /** The value of the entry of these rows, in the order of their key; null where there is none. */
  public byte @Nullable [] load(TableModel model, Where where) {
    String sql =
        renderer.render(
            new Statement.Select(
                model.name(), model.columns(), where.condition(), model.byKey(), true, false));
    List<Object> parameters = new ArrayList<>(where.values());
    parameters.add(MOST_KEPT + 1L);
    parameters.add(0L);
    RowCollector collector = new RowCollector(model.format());
    database.read(session -> session.query(sql, parameters, collector));
    JsonRows rows = collector.rows();
    if (rows.count() == 0) {
      return null;
    }
    return rows.count() > MOST_KEPT ? CachedRows.tooMany(model) : CachedRows.encode(model, rows);
  }
}
