package dev.forebay.cache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.cache.entry.EntryKey;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.Stored;
import dev.forebay.cache.entry.TransactionId;
import dev.forebay.cache.entry.WrittenValue;
import dev.forebay.cache.epoch.Epochs;
import dev.forebay.cache.statistics.CacheStatistics;
import dev.forebay.redis.Redis;
import dev.forebay.redis.ScriptCall;
import dev.forebay.redis.ScriptReply;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts' transitions. A scenario is a line for each step, {@code script arguments -> answer},
 * where a, b, c are tokens; {@code entry -> fields} says what is in Redis then, without the times,
 * and {@code ttl} or {@code no ttl}.
 */
class ScriptTest {
  private static final EntryName NAME = EntryName.row("t", "1");

  private static TestRedis server;
  private static Redis redis;
  private EntryKey key;

  @BeforeAll
  static void start() {
    server = TestRedis.start();
    redis = Redis.connect(server.settings());
  }

  @AfterAll
  static void stop() {
    redis.close();
    server.close();
  }

  @BeforeEach
  void flush() {
    server.console().flushall();
    key =
        new Epochs(
                Objects.requireNonNull(redis.link()),
                null,
                new CacheStatistics(new SimpleMeterRegistry()))
            .key(NAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Nothing there: one lease at a time.
        """
        lease a -> LEASE
        entry -> l=a ttl
        lease b -> WAIT
        lease a -> WAIT
        """,
        // The lease's holder fills, and nobody else.
        """
        lease a -> LEASE
        fill b v1 -> REFUSED
        fill a v1 -> STORED
        entry -> v=v1 ttl
        lease b -> HIT v1
        fill a v2 -> REFUSED
        """,
        """
        fill a v1 -> REFUSED
        entry -> none
        """,
        // A lease that has ended is given to the next; the first can no longer fill.
        """
        lease a for 1 ms -> LEASE
        wait until none
        lease b -> LEASE
        fill a v1 -> REFUSED
        fill b v2 -> STORED
        """,
        // An intent drops the value, and keeps the entry from eviction.
        """
        lease a -> LEASE
        fill a v1 -> STORED
        intent b -> PLACED 1
        entry -> n=1 p:b=t|1 no ttl
        lease c -> PEND b t|1
        """,
        // An intent drops the lease: what was read before it cannot be stored.
        """
        lease a -> LEASE
        intent b -> PLACED 1
        fill a v1 -> REFUSED
        entry -> n=1 p:b=t|1 no ttl
        finish b -> DROPPED
        fill a v1 -> REFUSED
        entry -> none
        """,
        // One writer: its value stands.
        """
        intent a -> PLACED 1
        finish a v1 -> STORED
        entry -> v=v1 ttl
        finish a v2 -> UNKNOWN
        entry -> none
        """,
        """
        intent a -> PLACED 1
        intent a -> PLACED 1
        entry -> n=1 p:a=t|1 no ttl
        finish a v1 -> STORED
        """,
        // Two writers at a time: no value, whoever ends last.
        """
        intent a -> PLACED 1
        intent b -> PLACED 2
        entry -> d=1 n=2 p:a=t|1 p:b=t|1 no ttl
        finish b v2 -> LEFT 1
        entry -> d=1 n=1 p:a=t|1 no ttl
        lease c -> PEND a t|1
        finish a v1 -> DROPPED
        entry -> none
        """,
        """
        intent a -> PLACED 1
        intent b -> PLACED 2
        finish a v1 -> LEFT 1
        finish a v1 -> UNKNOWN
        finish b v2 -> DROPPED
        """,
        // Dirt lasts until nobody is left, so that a chain of writers stores nothing, either.
        """
        intent a -> PLACED 1
        intent b -> PLACED 2
        finish a v1 -> LEFT 1
        intent c -> PLACED 2
        finish b v2 -> LEFT 1
        finish c v3 -> DROPPED
        intent a -> PLACED 1
        finish a v4 -> STORED
        """,
        // A late end after the next writer's intent.
        """
        intent a -> PLACED 1
        finish a v1 -> STORED
        intent b -> PLACED 1
        finish a v1 -> UNKNOWN
        entry -> d=1 n=1 p:b=t|1 no ttl
        finish b v2 -> DROPPED
        """,
        // Ended without a value.
        """
        intent a -> PLACED 1
        finish a -> DROPPED
        entry -> none
        lease b -> LEASE
        """,
        // No such row is a value, too.
        """
        lease a -> LEASE
        fill a - -> STORED
        entry -> v=- ttl
        lease b -> HIT -
        """,
        // Invalidation: of a value, of a lease, of nothing, and under an intent.
        """
        lease a -> LEASE
        fill a v1 -> STORED
        inval -> DROPPED
        entry -> none
        """,
        """
        lease a -> LEASE
        inval -> DROPPED
        fill a v1 -> REFUSED
        """,
        """
        inval -> DROPPED
        entry -> none
        """,
        """
        intent a -> PLACED 1
        inval -> DIRTY
        entry -> d=1 n=1 p:a=t|1 no ttl
        finish a v1 -> DROPPED
        """,
        // What a transaction has left stays when that transaction is told of, and no other.
        """
        intent a -> PLACED 1
        finish a v1 by 0-1-7 -> STORED
        entry -> v=v1 x=0-1-7 ttl
        inval 0-1-7 -> KEPT
        lease b -> HIT v1
        inval 0-1-8 -> DROPPED
        entry -> none
        """,
        """
        intent a -> PLACED 1
        finish a v1 by 0-1-7 -> STORED
        inval -> DROPPED
        """,
        """
        intent a -> PLACED 1
        finish a v1 -> STORED
        inval 0-1-7 -> DROPPED
        """,
        // It may be told of before it ends.
        """
        intent a -> PLACED 1
        inval 0-1-7 -> DIRTY
        inval 0-1-7 -> DIRTY
        entry -> n=1 p:a=t|1 t=0-1-7 no ttl
        finish a v1 by 0-1-7 -> STORED
        entry -> v=v1 x=0-1-7 ttl
        """,
        // Another one, or one that is not known, is not to be stored behind.
        """
        intent a -> PLACED 1
        inval 0-1-8 -> DIRTY
        finish a v1 by 0-1-7 -> DROPPED
        entry -> none
        """,
        """
        intent a -> PLACED 1
        inval 0-1-7 -> DIRTY
        finish a v1 -> DROPPED
        """,
        """
        intent a -> PLACED 1
        inval 0-1-7 -> DIRTY
        inval 0-1-8 -> DIRTY
        entry -> d=1 n=1 p:a=t|1 t=0-1-7 no ttl
        finish a v1 by 0-1-7 -> DROPPED
        """,
        // The next intent and the next reader forget whose the value was.
        """
        intent a -> PLACED 1
        finish a v1 by 0-1-7 -> STORED
        intent b -> PLACED 1
        entry -> n=1 p:b=t|1 no ttl
        finish b -> DROPPED
        lease c -> LEASE
        fill c v2 -> STORED
        inval 0-1-7 -> DROPPED
        """,
        // What gives a right or stores is refused in another epoch; values of before are not found.
        """
        lease a -> LEASE
        bump
        lease b -> FBEPOCH
        fill a v1 -> FBEPOCH
        intent b -> FBEPOCH
        entry -> l=a ttl
        learn
        fill a v1 -> STORED
        bump
        learn
        entry -> old=v1 ttl
        lease b -> LEASE
        entry -> l=b ttl
        """,
        // Intents and invalidations reach an entry in every epoch, so that a node which does not
        // know the new one yet does not go on with the value of the old one.
        """
        lease a -> LEASE
        fill a v1 -> STORED
        bump
        learn
        intent b -> PLACED 1
        entry -> n=1 p:b=t|1 no ttl
        bump
        finish b v2 -> DROPPED
        entry -> none
        """,
        """
        lease a -> LEASE
        fill a v1 -> STORED
        bump
        inval -> DROPPED
        entry -> none
        """,
        // Of a generation that has gone; the next reader's is another.
        """
        lease a -> LEASE
        fill under g1 a v1 -> STORED
        lease b -> HIT \u0001\u0002g1v1
        lease after g2 b -> HIT \u0001\u0002g1v1
        lease after g1 b -> LEASE
        fill a v1 -> REFUSED
        fill under g2 b v2 -> STORED
        lease after g1 c -> HIT \u0001\u0002g2v2
        """,
        // An intent that was lost: what a reader has stored since goes.
        """
        intent a -> PLACED 1
        flush
        lease b -> FBEPOCH
        intent b -> FBEPOCH
        learn
        lease b -> LEASE
        fill b v1 -> STORED
        finish a v2 -> UNKNOWN
        entry -> none
        """
      })
  void script_scenario_answersAndLeaves(String scenario) {
    scenario.lines().forEach(this::step);
  }

  private void step(String line) {
    String[] step = line.split(" -> ", 2);
    switch (step[0]) {
      case "bump" -> server.console().set(bucket() + "ep", "1" + server.console().time().get(1));
      case "learn" ->
          key =
              new Epochs(
                      Objects.requireNonNull(redis.link()),
                      null,
                      new CacheStatistics(new SimpleMeterRegistry()))
                  .key(NAME);
      case "flush" -> server.console().flushall();
      case "wait until none" -> Eventually.until("the entry is gone", () -> entry().equals("none"));
      case "entry" -> assertThat(entry()).as(line).isEqualTo(step[1]);
      default -> assertThat(run(step[0].split(" "))).as(line).isEqualTo(step[1]);
    }
  }

  private String run(String[] words) {
    Duration ttl = Duration.ofMinutes(1);
    boolean generation = words.length > 1 && List.of("after", "under").contains(words[1]);
    ScriptCall call =
        switch (generation ? words[0] + " " + words[1] : words[0]) {
          case "lease after" -> Protocol.lease(key, words[3], ttl, value(words[2]));
          case "fill under" ->
              Protocol.fill(key, words[3], new Stored(value(words[4]), value(words[2])), ttl);
          case "lease" ->
              Protocol.lease(key, words[1], Duration.ofMillis(words.length > 2 ? 1 : 60_000), null);
          case "fill" -> Protocol.fill(key, words[1], new Stored(value(words[2]), null), ttl);
          case "intent" -> Protocol.intent(key, words[1], "t|1");
          case "finish" ->
              words.length == 2
                  ? Protocol.finish(key, words[1])
                  : Protocol.finish(
                      key, words[1], new WrittenValue(value(words[2]), ttl, by(words, 4)));
          case "inval" -> Protocol.inval(key.bytes(), by(words, 1));
          default -> throw new IllegalArgumentException(words[0]);
        };
    return told(Objects.requireNonNull(redis.link()).call(call));
  }

  private static @Nullable TransactionId by(String[] words, int index) {
    return words.length > index ? new TransactionId(words[index]) : null;
  }

  /** The answer without what depends on the time: how long a lease lasts, how old an intent is. */
  private static String told(ScriptReply reply) {
    return switch (reply) {
      case ScriptReply.Refused refused -> refused.error().split(" ", 2)[0];
      case ScriptReply.Answered answer when Protocol.word(answer).equals("WAIT") -> "WAIT";
      case ScriptReply.Answered answer when Protocol.word(answer).equals("PEND") ->
          "PEND " + text(answer.values().get(1)) + " " + text(answer.values().get(3));
      case ScriptReply.Answered answer ->
          answer.values().stream().map(ScriptTest::text).collect(Collectors.joining(" "));
    };
  }

  private String entry() {
    String name = new String(key.bytes(), StandardCharsets.UTF_8);
    Map<String, String> fields = new TreeMap<>(server.console().hgetall(name));
    if (fields.isEmpty()) {
      return "none";
    }
    String current = new String(key.bucket().valueField(), StandardCharsets.UTF_8);
    rename(fields, current, "v");
    fields.keySet().stream()
        .filter(field -> field.matches("v\\d+"))
        .toList()
        .forEach(field -> rename(fields, field, "old"));
    fields.computeIfPresent("l", (field, lease) -> lease.replaceFirst(":\\d+$", ""));
    fields.replaceAll(
        (field, value) -> field.startsWith("p:") ? value.replaceFirst("^\\d+\\|", "") : value);
    return fields.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "))
        + (server.console().pttl(name) < 0 ? " no ttl" : " ttl");
  }

  private static void rename(Map<String, String> fields, String from, String to) {
    String value = fields.remove(from);
    if (value != null) {
      fields.put(to, value);
    }
  }

  private String bucket() {
    return new String(key.bucket().epochKey(), StandardCharsets.UTF_8).replace("ep", "");
  }

  private static byte[] value(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : value.toString();
  }
}
