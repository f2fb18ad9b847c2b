package dev.forebay.mysql.tailer;

import dev.forebay.base.ForebayException;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.binlog.BinlogEvent;
import dev.forebay.mysql.binlog.BinlogEvent.Committed;
import dev.forebay.mysql.binlog.BinlogEvent.Kind;
import dev.forebay.mysql.binlog.BinlogEvent.RowsChanged;
import dev.forebay.mysql.binlog.BinlogEvent.TablesChanged;
import dev.forebay.mysql.binlog.BinlogReader;
import dev.forebay.mysql.binlog.BinlogScope;
import dev.forebay.mysql.binlog.PositionLostException;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.tailer.TailerTable.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  /** The table of which the next statement is marked, and the empty text otherwise. */
  private String marked = "";

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
      List<BinlogEvent> events = open.next(settings.pause());
      List<TailedEvent> cascades = cascades(events);
      List<TailedEvent> told = new ArrayList<>();
      for (BinlogEvent event : events) {
        tell(event).ifPresent(told::add);
      }
      told.addAll(cascades);
      return told;
    } catch (ForebayException | PositionLostException e) {
      closeReader();
      throw e;
    }
  }

  /**
   * What foreign keys have changed with these changes, where the writer has not marked that it
   * knows. All of it can be read once this returns. Before anything is noted as told: it may fail.
   */
  private List<TailedEvent> cascades(List<BinlogEvent> events) {
    List<RowsChanged> unmarked = new ArrayList<>();
    for (BinlogEvent event : events) {
      switch (event) {
        case Committed _ -> marked = "";
        case RowsChanged rows when rows.table().equals(CascadeTable.DEFINITION) ->
            marked = rows.kind() == Kind.INSERT ? mark(rows) : "";
        case RowsChanged rows when !rows.table().name().equals(marked) && scope.cascades(rows) ->
            unmarked.add(rows);
        case RowsChanged _, TablesChanged _ -> {}
      }
    }
    if (unmarked.isEmpty()) {
      return List.of();
    }
    heart.beat();
    String what = "foreign keys that refer to " + unmarked.getFirst().table().name();
    return List.of(new TailedEvent.Changed(new TablesChanged(what)));
  }

  private static String mark(RowsChanged rows) {
    return Objects.requireNonNull(rows.rows().getLast().string(2));
  }

  private synchronized BinlogReader reader() {
    if (reader == null) {
      marked = "";
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
          switch (rows.table().name()) {
            case TailerTable.NAME -> reached(Seen.of(rows.rows().getLast()));
            case CascadeTable.NAME -> Optional.empty();
            default -> Optional.of(new TailedEvent.Changed(rows));
          };
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
      return switch (name) {
        case TailerTable.NAME -> Optional.of(TailerTable.DEFINITION);
        case CascadeTable.NAME -> Optional.of(CascadeTable.DEFINITION);
        default -> scope.table(name);
      };
    }

    @Override
    public Set<String> columns(Table table) {
      return switch (table.name()) {
        case TailerTable.NAME -> TailerTable.KNOWN_BY;
        case CascadeTable.NAME -> CascadeTable.KNOWN_BY;
        default -> scope.columns(table);
      };
    }

    @Override
    public boolean cascades(RowsChanged change) {
      return scope.cascades(change);
    }

    @Override
    public void settle() {
      heart.beat();
      scope.settle();
    }
  }
}
