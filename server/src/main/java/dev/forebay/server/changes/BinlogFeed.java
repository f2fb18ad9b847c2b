package dev.forebay.server.changes;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.TransactionId;
import dev.forebay.cache.spi.ChangeEvent;
import dev.forebay.cache.spi.ChangeFeed;
import dev.forebay.data.entry.ChangedRows;
import dev.forebay.mysql.binlog.BinlogEvent;
import dev.forebay.mysql.binlog.BinlogEvent.RowsChanged;
import dev.forebay.mysql.tailer.TailedEvent;
import dev.forebay.mysql.tailer.Tailer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The binlog as the feed that the cache follows. */
record BinlogFeed(Tailer tailer, ChangedRows changedRows) implements ChangeFeed {
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

  private Optional<ChangeEvent> event(TailedEvent told) {
    return switch (told) {
      case TailedEvent.Changed(BinlogEvent.RowsChanged rows) -> rows(rows);
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
    String transaction = changed.transaction();
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ChangeEvent.RowsChanged(
                changedRows.lockHint(changed.table(), changed.rows().getLast()),
                entries,
                transaction == null ? null : new TransactionId(transaction)));
  }
}
