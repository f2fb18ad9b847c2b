package dev.forebay.cache;

import dev.forebay.cache.StoredEntry.Content;
import dev.forebay.cache.StoredEntry.Intents;
import dev.forebay.cache.StoredEntry.Nothing;
import dev.forebay.cache.StoredEntry.Value;
import dev.forebay.cache.entry.Bucket;
import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.Stored;
import dev.forebay.cache.protocol.Protocol;
import dev.forebay.redis.KeyPage;
import dev.forebay.redis.RedisLink;
import dev.forebay.redis.ScriptCall;
import dev.forebay.redis.ScriptReply.Answered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries in a Redis, for somebody who checks the cache: only looks, and takes no part in the
 * protocol. All methods throw {@link dev.forebay.redis.RedisUnavailableException} where Redis does
 * not answer within the link's deadline.
 */
public final class StoredEntries {
  private static final int PAGE = 64;

  private final RedisLink link;

  /** The entries that this link leads to. It should be one of its own: pages are large. */
  public StoredEntries(RedisLink link) {
    this.link = link;
  }

  /**
   * All keys, page by page. An entry that is there all the time comes at least once.
   *
   * @param page takes the names of a page's entries, and the other keys' texts
   */
  public void scan(Consumer<Page> page) {
    KeyPage keys = link.scan(KeyPage.START, PAGE);
    page.accept(Page.of(keys.keys()));
    while (!keys.cursor().equals(KeyPage.START)) {
      keys = link.scan(keys.cursor(), PAGE);
      page.accept(Page.of(keys.keys()));
    }
  }

  /** What readers are given of these entries now, in two round trips. */
  public List<StoredEntry> look(List<EntryName> names) {
    List<Answered> answers = ask(names);
    Map<EntryName, byte[]> generations = generations(names, answers);
    List<StoredEntry> entries = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      byte[] current = generations.get(EntryName.table(names.get(i).table()));
      entries.add(new StoredEntry(names.get(i), content(answers.get(i), current)));
    }
    return entries;
  }

  /** Those that the values name, of their tables: a value is looked at before its generation. */
  private Map<EntryName, byte[]> generations(List<EntryName> names, List<Answered> answers) {
    Set<EntryName> tables = new LinkedHashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (isValue(answers.get(i)) && Stored.of(answers.get(i).bytes(1)).generation() != null) {
        tables.add(EntryName.table(names.get(i).table()));
      }
    }
    List<EntryName> asked = List.copyOf(tables);
    List<Answered> held = ask(asked);
    Map<EntryName, byte[]> generations = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      if (isValue(held.get(i))) {
        generations.put(asked.get(i), held.get(i).bytes(1));
      }
    }
    return generations;
  }

  private List<Answered> ask(List<EntryName> names) {
    var replies = link.send(names.stream().map(StoredEntries::call).toList());
    return replies.stream().map(reply -> Protocol.answered(link.await(reply))).toList();
  }

  private static boolean isValue(Answered answer) {
    return Protocol.word(answer).equals("VALUE");
  }

  /**
   * Some of the keys.
   *
   * @param entries those of rows and lookups
   * @param others how many are neither: epochs, other kinds of entries, keys of other programs
   */
  public record Page(List<EntryName> entries, int others) {
    /** Copies the list. */
    public Page {
      entries = List.copyOf(entries);
    }

    private static Page of(List<byte[]> keys) {
      List<EntryName> entries = keys.stream().flatMap(key -> EntryKey.parse(key).stream()).toList();
      return new Page(entries, keys.size() - entries.size());
    }
  }

  private static ScriptCall call(EntryName name) {
    int bucket = Bucket.numberOf(EntryKey.canonical(name));
    return Protocol.look(List.of(EntryKey.bytes(name), Bucket.epochKeys(bucket).getFirst()));
  }

  private static Content content(Answered answer, byte @Nullable [] current) {
    return switch (Protocol.word(answer)) {
      case "VALUE" -> value(answer, current);
      case "PEND" -> intents(answer);
      default -> new Nothing();
    };
  }

  private static Content value(Answered answer, byte @Nullable [] current) {
    Stored stored = Stored.of(answer.bytes(1));
    boolean served = stored.generation() == null || Arrays.equals(stored.generation(), current);
    return served
        ? new Value(stored.value(), Duration.ofMillis(answer.number(2)), answer.number(3))
        : new Nothing();
  }

  private static Intents intents(Answered answer) {
    List<Duration> ages = new ArrayList<>();
    for (int i = 1; i < answer.size(); i++) {
      ages.add(Duration.ofMillis(answer.number(i)));
    }
    return new Intents(ages);
  }
}
