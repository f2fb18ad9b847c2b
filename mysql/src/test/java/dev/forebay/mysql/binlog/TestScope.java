package dev.forebay.mysql.binlog;

import dev.forebay.mysql.Database;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.mysql.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Asks for every column of every table that can be read. */
final class TestScope implements BinlogScope {
  private final Database database;
  private final SchemaSource schema;
  final AtomicInteger settled = new AtomicInteger();

  TestScope(Database database, SchemaSource schema) {
    this.database = database;
    this.schema = schema;
    run("CREATE TABLE forebay_settled (id INT PRIMARY KEY AUTO_INCREMENT)");
  }

  @Override
  public String database() {
    return database.name();
  }

  @Override
  public Optional<Table> table(String name) {
    return schema.current().table(name);
  }

  @Override
  public Set<String> columns(Table table) {
    return table.columns().stream()
        .filter(column -> CellText.isReadable(column.type()))
        .map(Column::name)
        .collect(Collectors.toSet());
  }

  /** Once a transaction has committed, all can be read that stand before it in the log. */
  @Override
  public boolean cascades(BinlogEvent.RowsChanged change) {
    return false;
  }

  @Override
  public void settle() {
    settled.incrementAndGet();
    run("INSERT INTO forebay_settled VALUES ()");
    schema.refresh();
  }

  private void run(String statement) {
    database.read(session -> session.update(statement, List.of()));
  }
}
