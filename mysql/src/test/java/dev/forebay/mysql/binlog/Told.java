package dev.forebay.mysql.binlog;

import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.binlog.BinlogEvent.Committed;
import dev.forebay.mysql.binlog.BinlogEvent.RowsChanged;
import dev.forebay.mysql.binlog.BinlogEvent.TablesChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A reader that writes down, as lines, what it is told. */
final class Told implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(20);

  private final BinlogReader reader;
  private final List<String> transactions = new ArrayList<>();
  private BinlogPosition position;
  private boolean committed;

  Told(DatabaseSettings settings, BinlogScope scope, BinlogPosition from) {
    this.reader = BinlogReader.open(settings, scope, from);
    this.position = from;
  }

  /** The position behind the lines so far, once it is told; it is of this kind. */
  BinlogPosition positionBehind(String kind) throws InterruptedException {
    while (!committed || !position.text().startsWith(kind)) {
      take();
    }
    return position;
  }

  /** The transactions of the changes of rows so far. */
  List<String> transactions() {
    return transactions;
  }

  /** The next lines that are not commits, this many of them. */
  List<String> lines(int count) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    long start = System.nanoTime();
    while (lines.size() < count) {
      if (System.nanoTime() - start > WAIT.toNanos()) {
        throw new AssertionError("only " + lines);
      }
      lines.addAll(take());
    }
    return lines;
  }

  /** The next lines up to this one. */
  List<String> linesUntil(String last) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    while (!lines.contains(last)) {
      lines.addAll(lines(1));
    }
    return lines;
  }

  private List<String> take() throws InterruptedException {
    List<String> lines = new ArrayList<>();
    for (BinlogEvent event : reader.next(Duration.ofMillis(100))) {
      committed = event instanceof Committed;
      switch (event) {
        case RowsChanged changed -> {
          lines.add(line(changed));
          transactions.add(changed.transaction());
        }
        case TablesChanged changed -> lines.add(changed.what());
        case Committed end -> position = end.position();
      }
    }
    return lines;
  }

  private static String line(RowsChanged changed) {
    return changed.kind()
        + " "
        + changed.table().name()
        + changed.rows().stream().map(Told::row).collect(Collectors.joining());
  }

  private static String row(Row row) {
    return IntStream.rangeClosed(1, row.columnCount())
        .mapToObj(row::string)
        .map(String::valueOf)
        .collect(Collectors.joining(",", "(", ")"));
  }

  @Override
  public void close() {
    reader.close();
  }
}
