package dev.forebay.e2e;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What clients did and saw, and whether each row behaved as one register.
 *
 * <p>The database counts the writes of a row in the row itself, so the order of writes is known,
 * and linearizability comes down to this: an operation never has a lower count than one that ended
 * before it began, and a write has a higher one. Operations whose outcome is unknown say nothing.
 */
final class History {
  private final ConcurrentLinkedQueue<Operation> operations = new ConcurrentLinkedQueue<>();

  /**
   * One operation that was answered.
   *
   * @param row which row
   * @param write whether it has written
   * @param version how often the row had been written by then
   * @param began when it was sent, by {@link System#nanoTime}
   * @param ended when its answer was there
   * @param how by which node, and what it said of its cache
   */
  record Operation(int row, boolean write, long version, long began, long ended, String how) {}

  /** Two operations, the later of which does not know of the earlier. */
  record Violation(Operation known, Operation stale) {
    @Override
    public String toString() {
      return "%s ended %.1f ms before %s began"
          .formatted(known, (stale.began() - known.ended()) / 1e6, stale);
    }
  }

  void add(Operation operation) {
    operations.add(operation);
  }

  int size() {
    return operations.size();
  }

  /** The highest count of a row that was seen; 1 where none was. */
  long latest(int row) {
    return operations.stream()
        .filter(operation -> operation.row() == row)
        .mapToLong(Operation::version)
        .max()
        .orElse(1);
  }

  /** Those pairs that break the promise. */
  List<Violation> violations() {
    Map<Integer, List<Operation>> rows = new HashMap<>();
    operations.forEach(o -> rows.computeIfAbsent(o.row(), row -> new ArrayList<>()).add(o));
    return rows.values().stream().flatMap(row -> violations(row).stream()).toList();
  }

  private static List<Violation> violations(List<Operation> row) {
    List<Operation> byEnd =
        row.stream().sorted(Comparator.comparingLong(Operation::ended)).toList();
    List<Operation> byBegin =
        row.stream().sorted(Comparator.comparingLong(Operation::began)).toList();
    List<Violation> violations = new ArrayList<>();
    Operation known = null;
    int next = 0;
    for (Operation operation : byBegin) {
      while (next < byEnd.size() && byEnd.get(next).ended() < operation.began()) {
        Operation ended = byEnd.get(next++);
        known = known == null || ended.version() > known.version() ? ended : known;
      }
      if (known != null && isStale(operation, known)) {
        violations.add(new Violation(known, operation));
      }
    }
    return violations;
  }

  private static boolean isStale(Operation operation, Operation known) {
    return operation.write()
        ? operation.version() <= known.version()
        : operation.version() < known.version();
  }
}
