package dev.forebay.mysql.tailer;

import dev.forebay.base.ForebayException;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.binlog.BinlogEvent;
import dev.forebay.mysql.binlog.BinlogEvent.Committed;
import dev.forebay.mysql.binlog.BinlogEvent.RowsChanged;
import dev.forebay.mysql.binlog.BinlogEvent.TablesChanged;
import dev.forebay.mysql.binlog.BinlogReader;
import dev.forebay.mysql.binlog.BinlogScope;
import dev.forebay.mysql.binlog.PositionLostException;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.tailer.TailerTable.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The time for which this node holds the lease, or the part of it until a position is lost. */
final class Tenure implements AutoCloseable {
  private final TailerTable table;
  private final long term;
  private final DatabaseSettings database;
  private final BinlogScope scope;
  private final TailerSettings settings;
  private final Progress progress;
  private final Heart heart;
  private @Nullable BinlogReader reader;

  Tenure(
      TailerTable table,
      long term,
      DatabaseSettings database,
      BinlogScope scope,
      TailerSettings settings,
      Progress progress,
      Heart heart) {
    this.table = table;
    this.term = term;
    this.database = database;
    this.scope = scope;
    this.settings = settings;
    this.progress = progress;
    this.heart = heart;
  }

  long term() {
    return term;
  }

  /** Whether the lease is gone. */
  boolean lost() {
    return heart.lost();
  }

  void processed() {
    progress.processed();
  }

  /**
   * The next events; none where none came in a while. FB401, FB411 where the log cannot be read
   * now: the next call connects again.
   */
  List<TailedEvent> next() throws InterruptedException {
    progress.moved();
    BinlogReader open = reader();
    try {
      List<TailedEvent> told = new ArrayList<>();
      for (BinlogEvent event : open.next(settings.pause())) {
        tell(event).ifPresent(told::add);
      }
      return told;
    } catch (ForebayException | PositionLostException e) {
      closeReader();
      throw e;
    }
  }

  private synchronized BinlogReader reader() {
    if (reader == null) {
      reader = BinlogReader.open(database, new HeldScope(), progress.done());
    }
    return reader;
  }

  private Optional<TailedEvent> tell(BinlogEvent event) {
    return switch (event) {
      case Committed committed -> {
        progress.told(committed.position());
        yield Optional.empty();
      }
      case RowsChanged rows ->
          rows.table().equals(TailerTable.DEFINITION)
              ? reached(Seen.of(rows.rows().getLast()))
              : Optional.of(new TailedEvent.Changed(rows));
      case TablesChanged changed -> Optional.of(new TailedEvent.Changed(changed));
    };
  }

  private Optional<TailedEvent> reached(Seen beat) {
    return beat.term() == term
        ? progress.seen(beat).map(TailedEvent.Reached::new)
        : Optional.empty();
  }

  private synchronized void closeReader() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  /** Stops, and leaves the lease as it is. */
  void abandon() {
    heart.close();
    closeReader();
  }

  /** Stops, and gives the lease to whoever comes first. */
  @Override
  public void close() {
    abandon();
    if (!heart.lost()) {
      table.release(term, progress.stored());
    }
  }

  /** What is asked for, and the heartbeats. */
  private final class HeldScope implements BinlogScope {
    @Override
    public String database() {
      return scope.database();
    }

    @Override
    public Optional<Table> table(String name) {
      return name.equals(TailerTable.NAME)
          ? Optional.of(TailerTable.DEFINITION)
          : scope.table(name);
    }

    @Override
    public Set<String> columns(Table table) {
      return table.equals(TailerTable.DEFINITION) ? TailerTable.KNOWN_BY : scope.columns(table);
    }

    @Override
    public void settle() {
      heart.beat();
      scope.settle();
    }
  }
}
