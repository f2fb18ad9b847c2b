package dev.forebay.server.changes;

import dev.forebay.data.entry.ChangedRows;
import dev.forebay.mysql.binlog.BinlogEvent.RowsChanged;
import dev.forebay.mysql.binlog.BinlogScope;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.mysql.schema.Table;
import java.util.Optional;
import java.util.Set;

/** Asks the binlog for what names the cache's entries. */
record CachedTables(SchemaSource schema, ChangedRows changedRows) implements BinlogScope {
  @Override
  public String database() {
    return schema.current().database();
  }

  @Override
  public Optional<Table> table(String name) {
    return schema.current().table(name);
  }

  @Override
  public Set<String> columns(Table table) {
    return changedRows.columns(table);
  }

  @Override
  public boolean cascades(RowsChanged change) {
    return changedRows.cascade(change.table(), change.kind(), change.rows());
  }

  @Override
  public void settle() {
    schema.refresh();
  }
}
