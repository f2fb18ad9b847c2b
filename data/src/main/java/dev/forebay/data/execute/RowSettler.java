package dev.forebay.data.execute;

import dev.forebay.cache.IntentResolver;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits for a write transaction to end: by a locking read of a row that it had locked when it
 * placed its intents. A table that is gone has no transactions, because DROP TABLE waits for them.
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
    int bar = lockHint.indexOf('|');
    Optional<Table> table = schema.get().table(lockHint.substring(0, bar));
    table.ifPresent(found -> settle(found, KeyText.split(lockHint.substring(bar + 1))));
  }

  private void settle(Table table, List<String> key) {
    if (key.size() != table.primaryKey().size()) {
      return;
    }
    List<Object> parameters = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      Column column = table.column(table.primaryKey().get(i)).orElseThrow();
      parameters.add(KeyText.parameter(column, key.get(i)));
    }
    String sql = renderer.render(new Statement.Settle(table.name(), table.primaryKey()));
    database.read(session -> session.query(sql, parameters, row -> true));
  }
}
