package dev.forebay.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What clients did and saw, and whether each row behaved as one register. {@link RowHistory} says
 * what that comes down to.
 */
final class History {
  /** How much later than others what SQL beside Forebay has written may be seen: cache.lag. */
  static final Duration LAG = Duration.ofSeconds(1);

  private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> strayWrites = new ConcurrentLinkedQueue<>();
  private final Map<String, Set<Integer>> rowsByColor = new ConcurrentHashMap<>();

  /** Something about one row; instants are those of {@link System#nanoTime}. */
  sealed interface Event {
    int row();

    /** When it was sent. */
    long began();

    /** When its answer was there. */
    long ended();
  }

  /**
   * A row was written, or read.
   *
   * @param row which row
   * @param write whether it has written
   * @param version how often the row had been written, deleted and inserted by then
   * @param color what its lookup is under; empty where it was deleted
   * @param direct whether it was SQL beside Forebay
   * @param how by whom, and what an answer said of its cache
   */
  record Operation(
      int row,
      boolean write,
      long version,
      String color,
      boolean direct,
      long began,
      long ended,
      String how)
      implements Event {}

  /**
   * A row was not found.
   *
   * @param color under which color; empty where it was not found at all
   */
  record Absence(int row, String color, long began, long ended, String how) implements Event {}

  /**
   * A write that was not answered: it may have happened, or may still.
   *
   * @param direct whether it was SQL beside Forebay
   */
  record Doubt(int row, boolean direct, long began, long ended) implements Event {}

  /** Two events, the later of which does not know of the earlier. */
  record Violation(Event known, Event stale) {
    @Override
    public String toString() {
      return "%s ended %.1f ms before %s began"
          .formatted(known, (stale.began() - known.ended()) / 1e6, stale);
    }
  }

  void add(Event event) {
    events.add(event);
    if (event instanceof Operation operation) {
      rowsByColor
          .computeIfAbsent(operation.color(), _ -> ConcurrentHashMap.newKeySet())
          .add(operation.row());
    }
  }

  /** Notes that a write has changed another row than it named, or does not say which. */
  void addStrayWrite(String what) {
    strayWrites.add(what);
  }

  List<String> strayWrites() {
    return List.copyOf(strayWrites);
  }

  /**
   * The rows that have had this color: of others it says nothing that they are not in its lookup.
   */
  List<Integer> rows(String color) {
    return List.copyOf(rowsByColor.getOrDefault(color, Set.of()));
  }

  int size() {
    return events.size();
  }

  /** The highest count of a row that was seen; 1 where none was. */
  long latest(int row) {
    return events.stream()
        .filter(event -> event.row() == row)
        .mapToLong(event -> event instanceof Operation operation ? operation.version() : 1)
        .max()
        .orElse(1);
  }

  /**
   * Forgets what ended before this instant, but for the highest count of each row: nobody may be
   * under way any more who began before it.
   */
  void forgetBefore(long instant) {
    Map<Integer, Operation> highest = new HashMap<>();
    for (Event event : events) {
      if (event instanceof Operation operation && operation.ended() < instant) {
        highest.merge(
            operation.row(),
            operation,
            (one, other) -> one.version() < other.version() ? other : one);
      }
    }
    events.removeIf(event -> event.ended() < instant && !event.equals(highest.get(event.row())));
  }

  /** Those pairs that break the promise. */
  List<Violation> violations() {
    Map<Integer, List<Event>> rows = new HashMap<>();
    events.forEach(event -> rows.computeIfAbsent(event.row(), _ -> new ArrayList<>()).add(event));
    return rows.values().stream()
        .map(row -> row.stream().sorted(Comparator.comparingLong(Event::began)).toList())
        .flatMap(row -> new RowHistory(row).violations().stream())
        .toList();
  }
}
