package dev.forebay.data;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.TransactionId;
import dev.forebay.cache.spi.ChangeEvent;
import dev.forebay.cache.spi.ChangeFeed;
import dev.forebay.data.entry.ChangedRows;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.binlog.BinlogEvent;
import dev.forebay.mysql.binlog.BinlogEvent.RowsChanged;
import dev.forebay.mysql.binlog.BinlogScope;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.tailer.TailedEvent;
import dev.forebay.mysql.tailer.Tailer;
import dev.forebay.mysql.tailer.TailerSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The database's log for the cache of a node in a test, as the server gives it to its own. */
final class FollowedLog implements ChangeFeed, BinlogScope {
  private final SchemaSource schema;
  private final ChangedRows changedRows;
  private final Tailer tailer;

  FollowedLog(
      Database database, DatabaseSettings address, SchemaSource schema, ChangedRows changedRows) {
    this.schema = schema;
    this.changedRows = changedRows;
    TailerSettings settings = new TailerSettings("test", Duration.ofSeconds(5));
    this.tailer = Tailer.open(database, address, this, settings, Clock.systemUTC());
  }

  @Override
  public List<ChangeEvent> next() throws InterruptedException {
    return tailer.next().stream().map(this::event).flatMap(Optional::stream).toList();
  }

  @Override
  public void processed() {
    tailer.processed();
  }

  @Override
  public void close() {
    tailer.close();
  }

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

  private Optional<ChangeEvent> event(TailedEvent told) {
    return switch (told) {
      case TailedEvent.Changed(RowsChanged rows) -> rows(rows);
      case TailedEvent.Changed(BinlogEvent.TablesChanged tables) ->
          Optional.of(new ChangeEvent.TableChanged(tables.what()));
      case TailedEvent.Changed(BinlogEvent.Committed _) -> Optional.empty();
      case TailedEvent.PositionLost lost ->
          Optional.of(new ChangeEvent.PositionLost(lost.reason()));
      case TailedEvent.Reached reached -> Optional.of(new ChangeEvent.Reached(reached.instant()));
    };
  }

  private Optional<ChangeEvent> rows(RowsChanged changed) {
    Set<EntryName> entries = changedRows.entries(changed.table(), changed.rows());
    @Nullable String transaction = changed.transaction();
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ChangeEvent.RowsChanged(
                changedRows.lockHint(changed.table(), changed.rows().getLast()),
                entries,
                transaction == null ? null : new TransactionId(transaction)));
  }
}
