package dev.forebay.server.verify;

import dev.forebay.cache.StoredEntry;
import dev.forebay.cache.StoredEntry.Intents;
import dev.forebay.cache.StoredEntry.Nothing;
import dev.forebay.cache.StoredEntry.Value;
import dev.forebay.cache.entry.EntryName.Kind;

/** EntryCounts what is met on the way. One thread. */
final class EntryCounts {
  long unknown;
  long unserved;
  long skipped;
  long others;
  long changed;
  long differences;
  private long rows;
  private long lookups;
  private long notFounds;
  private long intents;
  private long oldestIntentMillis;
  private long empty;

  void met(StoredEntry entry) {
    switch (entry.content()) {
      case Value value when value.bytes() == null -> notFounds++;
      case Value _ when entry.name().kind() == Kind.ROW -> rows++;
      case Value _ -> lookups++;
      case Nothing _ -> empty++;
      case Intents standing -> {
        intents += standing.ages().size();
        standing
            .ages()
            .forEach(age -> oldestIntentMillis = Math.max(oldestIntentMillis, age.toMillis()));
      }
    }
  }

  /** How many keys were looked at or passed by. */
  long keys() {
    return rows + lookups + notFounds + empty + skipped + others;
  }

  Report report() {
    return new Report(
        rows,
        lookups,
        notFounds,
        unknown,
        unserved,
        intents,
        oldestIntentMillis,
        empty,
        skipped,
        others,
        changed,
        differences);
  }
}
