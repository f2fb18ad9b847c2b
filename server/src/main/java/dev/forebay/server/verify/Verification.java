package dev.forebay.server.verify;

import dev.forebay.cache.StoredEntries;
import dev.forebay.cache.StoredEntry;
import dev.forebay.cache.StoredEntry.Value;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.data.entry.EntryVerifier;
import dev.forebay.data.entry.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes once through all entries, while the application is in use.
 *
 * <p>An entry that differs is only suspect: between the looks at Redis and at the database a write
 * may have ended, or a write by direct SQL may be on its way through the binlog. It is looked at
 * again after a pause. If the very same value is still there, before and after the database is
 * asked once more, and differs still, nothing is going to replace it: it is reported.
 *
 * <p>Memory holds a page of entries, and of the suspects at most some thousands, without their
 * values. FB4xx where the database is away; {@link dev.forebay.redis.RedisUnavailableException}
 * where Redis is.
 */
public final class Verification {
  private static final int MOST_SUSPECTS = 4096;
  private static final int PAGE = 64;

  private final StoredEntries entries;
  private final EntryVerifier verifier;
  private final Duration pause;
  private final EntryCounts counts = new EntryCounts();
  private final List<Suspect> suspects = new ArrayList<>();

  /**
   * A verification that has not begun.
   *
   * @param pause after which a suspect is looked at again: longer than writes by direct SQL need
   */
  public Verification(StoredEntries entries, EntryVerifier verifier, Duration pause) {
    this.entries = entries;
    this.verifier = verifier;
    this.pause = pause;
  }

  /** An entry that differs, and when its value ends; the value itself may be large. */
  private record Suspect(EntryName name, int hash, long endsMillis) {
    static Suspect of(EntryName name, Value value) {
      return new Suspect(name, Arrays.hashCode(value.bytes()), value.endsMillis());
    }
  }

  /**
   * Compares all entries in the scope.
   *
   * @param found is told of each difference
   * @param progress is told, after each page, how many keys were passed
   */
  public Report run(VerifiedEntries scope, Consumer<Difference> found, LongConsumer progress) {
    entries.scan(
        page -> {
          counts.others += page.others();
          List<EntryName> names =
              page.entries().stream()
                  .filter(name -> scope.takes(name, ThreadLocalRandom.current()))
                  .toList();
          counts.skipped += page.entries().size() - names.size();
          compare(names);
          if (suspects.size() >= MOST_SUSPECTS) {
            lookAgain(found);
          }
          progress.accept(counts.keys());
        });
    lookAgain(found);
    return counts.report();
  }

  private void compare(List<EntryName> names) {
    List<StoredEntry> page = entries.look(names);
    page.forEach(counts::met);
    Map<EntryName, Value> values = values(page);
    verdicts(values)
        .forEach(
            (name, verdict) -> {
              switch (verdict) {
                case Verdict.Same _ -> {}
                case Verdict.Unknown _ -> counts.unknown++;
                case Verdict.Unserved _ -> counts.unserved++;
                case Verdict.Different _ ->
                    suspects.add(Suspect.of(name, Objects.requireNonNull(values.get(name))));
              }
            });
  }

  private void lookAgain(Consumer<Difference> found) {
    if (suspects.isEmpty()) {
      return;
    }
    LockSupport.parkNanos(pause.toNanos());
    for (int from = 0; from < suspects.size(); from += PAGE) {
      judge(suspects.subList(from, Math.min(suspects.size(), from + PAGE)), found);
    }
    suspects.clear();
  }

  private void judge(List<Suspect> some, Consumer<Difference> found) {
    List<EntryName> names = some.stream().map(Suspect::name).toList();
    Map<EntryName, Value> before = values(entries.look(names));
    some.stream()
        .filter(suspect -> !isStill(suspect, before.get(suspect.name())))
        .forEach(suspect -> before.remove(suspect.name()));
    Map<EntryName, Verdict> verdicts = verdicts(before);
    Map<EntryName, Value> after = values(entries.look(names));
    for (EntryName name : names) {
      Value value = before.get(name);
      Value same = after.get(name);
      if (value != null
          && same != null
          && isStill(Suspect.of(name, value), same)
          && verdicts.get(name) instanceof Verdict.Different different) {
        counts.differences++;
        found.accept(difference(name, same, different));
      } else {
        counts.changed++;
      }
    }
  }

  private static boolean isStill(Suspect suspect, @Nullable Value value) {
    return value != null
        && suspect.hash() == Arrays.hashCode(value.bytes())
        && value.endsAt(suspect.endsMillis());
  }

  private Map<EntryName, Verdict> verdicts(Map<EntryName, Value> values) {
    Map<EntryName, byte @Nullable []> bytes = new LinkedHashMap<>();
    values.forEach((name, value) -> bytes.put(name, value.bytes()));
    return verifier.verify(bytes);
  }

  private static Map<EntryName, Value> values(List<StoredEntry> page) {
    Map<EntryName, Value> values = new LinkedHashMap<>();
    for (StoredEntry entry : page) {
      if (entry.content() instanceof Value value) {
        values.put(entry.name(), value);
      }
    }
    return values;
  }

  private static Difference difference(EntryName name, Value value, Verdict.Different different) {
    return new Difference(
        new StoredEntry(name, value).key(),
        different.cached(),
        different.stored(),
        value.left().toMillis());
  }
}
