package dev.forebay.data.entry;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.spi.IntentResolver;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Waits for a write transaction to end: by a locking read of a row that it had locked when it
 * placed its intents. Of a table that is not in the schema nothing can be said: its intents stay.
 */
public final class RowSettler implements IntentResolver {
  private final Database database;
  private final Supplier<Schema> schema;
  private final Renderer renderer;

  /** Settles by reading from this database. */
  public RowSettler(Database database, Supplier<Schema> schema, Renderer renderer) {
    this.database = database;
    this.schema = schema;
    this.renderer = renderer;
  }

  @Override
  public void settle(String lockHint) {
    lock(lockHint, true);
  }

  @Override
  public boolean hasEnded(String lockHint) {
    try {
      lock(lockHint, false);
      return true;
    } catch (ForebayException e) {
      if (e.code() == ErrorCode.LOCK_CONFLICT || e.code() == ErrorCode.UNKNOWN_TABLE) {
        return false;
      }
      throw e;
    }
  }

  private void lock(String lockHint, boolean waits) {
    int bar = lockHint.indexOf('|');
    String name = lockHint.substring(0, bar);
    List<String> key = KeyText.split(lockHint.substring(bar + 1));
    Table table = schema.get().table(name).orElseThrow(() -> unknown(name));
    if (key.size() != table.primaryKey().size()) {
      throw unknown(name);
    }
    lock(table, key, waits);
  }

  /** The snapshot may be older than the transaction: its row cannot be waited for yet. */
  private static ForebayException unknown(String table) {
    return new ForebayException(
        ErrorCode.UNKNOWN_TABLE, "The schema has no table %s with such a key".formatted(table));
  }

  private void lock(Table table, List<String> key, boolean waits) {
    List<Object> parameters = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      Column column = table.column(table.primaryKey().get(i)).orElseThrow();
      parameters.add(KeyText.parameter(column, key.get(i)));
    }
    var settle = new Statement.Settle(table.name(), table.primaryKey(), waits);
    String sql = renderer.render(settle);
    database.read(session -> session.query(sql, parameters, row -> true));
  }
}
