package dev.forebay.mysql.tailer;

import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.binlog.BinlogEvent;
import dev.forebay.mysql.binlog.BinlogEvent.RowsChanged;
import dev.forebay.mysql.binlog.BinlogScope;
import dev.forebay.mysql.migration.OwnTables;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.mysql.schema.Table;
import dev.forebay.testing.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A node that writes down what its tailer tells: keys, {@code lost}, and the last instant. */
final class TestTailer implements AutoCloseable, BinlogScope {
  static final Duration BOUND = Duration.ofMillis(800);

  private final Database database;
  private final SchemaSource schema;
  private final Tailer tailer;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Thread consumer;
  private volatile Instant reached = Instant.EPOCH;
  private volatile boolean processing = true;
  private volatile boolean stopped;

  TestTailer(DatabaseSettings settings, String node) {
    this.database = Database.open(settings.withPoolSize(2));
    OwnTables.migrate(database, List.of(Tailer.TABLES));
    this.schema = SchemaSource.open(database);
    this.tailer =
        Tailer.open(database, settings, this, new TailerSettings(node, BOUND), Clock.systemUTC());
    this.consumer = Thread.ofVirtual().start(this::consume);
  }

  List<String> told() {
    return told;
  }

  TailerStatus status() {
    return tailer.status();
  }

  /** Returns once everything that was committed before the call was told. */
  TestTailer catchUp() {
    Instant now = Instant.now();
    Eventually.until("caught up", () -> reached.isAfter(now));
    return this;
  }

  /** From now on tells, but never says that it is done with anything. */
  void stopProcessing() {
    processing = false;
  }

  /** Falls silent as if it were stuck: takes no more events, and gives nothing back. */
  void hang() throws InterruptedException {
    stopped = true;
    consumer.join();
  }

  @Override
  public void close() {
    stopped = true;
    tailer.close();
    schema.close();
    database.close();
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
    return table.columns().stream().map(Column::name).collect(Collectors.toSet());
  }

  /** Whatever is deleted has others that refer to it. */
  @Override
  public boolean cascades(RowsChanged change) {
    return change.kind() == BinlogEvent.Kind.DELETE;
  }

  @Override
  public void settle() {
    schema.refresh();
  }

  private void consume() {
    while (!stopped) {
      try {
        tailer.next().forEach(this::note);
        if (processing) {
          tailer.processed();
        }
      } catch (ForebayException e) {
        told.add(e.code().code());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void note(TailedEvent event) {
    switch (event) {
      case TailedEvent.Changed(RowsChanged rows) ->
          rows.rows().forEach(row -> told.add(row.string(1)));
      case TailedEvent.Changed changed -> told.add(changed.event().toString());
      case TailedEvent.PositionLost lost -> told.add("lost");
      case TailedEvent.Reached(Instant instant) -> reached = instant;
    }
  }
}
