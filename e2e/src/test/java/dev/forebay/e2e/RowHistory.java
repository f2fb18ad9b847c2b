package dev.forebay.e2e;

import dev.forebay.e2e.History.Absence;
import dev.forebay.e2e.History.Doubt;
import dev.forebay.e2e.History.Event;
import dev.forebay.e2e.History.Operation;
import dev.forebay.e2e.History.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Whether one row behaved as a register.
 *
 * <p>The database counts what is done to a row in the row itself, so the order of writes is known,
 * and linearizability comes down to this: an operation never has a lower count than what was known
 * when it began, and a write has a higher one. A row that is not found has no count; it is taken
 * for the lowest one at which it can have been away. What SQL beside Forebay has written is known
 * only {@link History#LAG} after it was acknowledged, and to those who saw it earlier as well.
 */
final class RowHistory {
  /** How long after its client gave up a write may still happen. */
  private static final Duration LATE = Duration.ofSeconds(10);

  private final List<Event> byBegin;
  private final Map<Long, Operation> writes = new HashMap<>();
  private final Map<Long, String> colors = new HashMap<>();
  private final List<Doubt> doubts = new ArrayList<>();
  private final boolean direct;
  private final long latest;

  /** A history of these, in the order in which they began. */
  RowHistory(List<Event> byBegin) {
    this.byBegin = byBegin;
    boolean beside = false;
    for (Event event : byBegin) {
      switch (event) {
        case Operation operation -> {
          colors.put(operation.version(), operation.color());
          if (operation.write()) {
            writes.put(operation.version(), operation);
          }
          beside |= operation.direct();
        }
        case Doubt doubt -> {
          doubts.add(doubt);
          beside |= doubt.direct();
        }
        case Absence _ -> {}
      }
    }
    this.direct = beside;
    this.latest = colors.keySet().stream().mapToLong(version -> version).max().orElse(0);
  }

  /** That a row had come to a version, from an instant on. */
  private record Known(long version, long from, Event event) {}

  List<Violation> violations() {
    List<Violation> violations = new ArrayList<>();
    PriorityQueue<Known> coming = new PriorityQueue<>(Comparator.comparingLong(Known::from));
    Known known = null;
    for (Event event : byBegin) {
      while (!coming.isEmpty() && coming.element().from() < event.began()) {
        Known next = coming.remove();
        known = known == null || next.version() > known.version() ? next : known;
      }
      Optional<Known> seen = seen(event, known);
      if (seen.isPresent()) {
        coming.add(seen.get());
      } else if (known != null && !(event instanceof Doubt)) {
        violations.add(new Violation(known.event(), event));
      }
    }
    return violations;
  }

  /** What the event makes known; nothing where it does not know what it must. */
  private Optional<Known> seen(Event event, @Nullable Known known) {
    long least = known == null ? 0 : known.version();
    return switch (event) {
      case Operation operation ->
          operation.version() < least || (operation.write() && operation.version() == least)
              ? Optional.empty()
              : Optional.of(new Known(operation.version(), from(operation), operation));
      case Absence absence -> {
        for (long version = least; version <= latest + 1; version++) {
          if (version == 0 || canBeAway(absence, version, version == least)) {
            yield Optional.of(new Known(version, absence.ended() + lag(direct), absence));
          }
        }
        yield Optional.empty();
      }
      case Doubt _ -> Optional.empty();
    };
  }

  /** From when on others must know, too. */
  private long from(Operation operation) {
    Operation write = writes.get(operation.version());
    if (write == null) {
      return operation.ended() + lag(direct);
    }
    return write.direct()
        ? Math.max(operation.ended(), write.ended() + lag(true))
        : operation.ended();
  }

  private static long lag(boolean direct) {
    return direct ? History.LAG.toNanos() : 0;
  }

  /**
   * Whether the row can have been away at this version, while it was looked for.
   *
   * @param least whether the version is what was known, so that it may be the one of an absence
   */
  private boolean canBeAway(Absence absence, long version, boolean least) {
    String color = colors.get(version);
    if (color == null) {
      return least || doubts.stream().anyMatch(doubt -> isOpen(doubt, absence));
    }
    Operation write = writes.get(version);
    boolean begun = least || write == null || write.began() < absence.ended();
    return begun && (absence.color().isEmpty() ? color.isEmpty() : !color.equals(absence.color()));
  }

  private static boolean isOpen(Doubt doubt, Absence absence) {
    return doubt.began() < absence.ended() && absence.began() < doubt.ended() + LATE.toNanos();
  }
}
