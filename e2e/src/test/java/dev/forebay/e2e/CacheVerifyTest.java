package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.e2e.ForebayCommand.Outcome;
import dev.forebay.testing.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code forebay cache verify}: says what differs, and nothing else. */
class CacheVerifyTest {
  /** Replaces a text in all values of the entries that a pattern matches. */
  private static final String REPLACE =
      """
      local replaced = 0
      for _, key in ipairs(redis.call('KEYS', ARGV[1])) do
        local fields = redis.call('HGETALL', key)
        for i = 1, #fields, 2 do
          local wrong, n = string.gsub(fields[i + 1], ARGV[2], ARGV[3])
          redis.call('HSET', key, fields[i], wrong)
          replaced = replaced + n
        end
      end
      return replaced
      """;

  private static final String KEEP =
      """
      for _, key in ipairs(redis.call('KEYS', '*r:*')) do
        redis.call('PEXPIRE', key, 600000)
      end
      return 1
      """;

  @TempDir private static Path folder;
  private static RunningForebay forebay;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(folder.resolve("db"));
    Files.writeString(
        folder.resolve("forebay.yaml"),
        "tables:\n  people: {cache: {lookups: [town]}}\n  towns: {cache: {ttl: 10m}}\n");
    Files.writeString(
        folder.resolve("db/V1__tables.sql"),
        """
        CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(20), town VARCHAR(20));
        CREATE TABLE towns (name VARCHAR(20), part INT, people INT, PRIMARY KEY (name, part));
        INSERT INTO people SELECT seq, CONCAT('Name ', seq), CONCAT('Town ', seq % 10)
          FROM seq_1_to_200;
        INSERT INTO towns SELECT CONCAT('Town ', seq), 1, 20 FROM seq_0_to_9;
        """);
    forebay = RunningForebay.start(folder);
  }

  @AfterAll
  static void stop() {
    forebay.close();
  }

  @AfterEach
  void empty() {
    redis("FLUSHALL");
  }

  @Test
  void entries_likeTheDatabase_areCountedAndNoneDiffers() throws Exception {
    fill();

    Outcome outcome = verify("--json");

    assertThat(outcome.status()).isZero();
    assertThat(json(outcome))
        .containsExactly(
            RunningForebay.JSON.readTree(
                """
                {"rows":12,"lookups":1,"notFounds":2,"unknown":1,"unserved":0,"intents":0,\
                "oldestIntentMillis":0,"empty":0,"skipped":0,"others":%d,"changed":0,"differences":0}\
                """
                    .formatted(others())));
  }

  @Test
  void values_plantedByHand_areReportedWithBothSides() throws Exception {
    fill();
    replace("*r:people:7", "Name 7", "Name X");
    replace("*l:people:town:*", "Name 13", "Name 31");
    replace("*r:towns:*", "\"people\":20", "\"people\":21");

    Outcome outcome = verify("--json");

    assertThat(outcome.status()).isEqualTo(1);
    List<JsonNode> lines = json(outcome);
    assertThat(lines.getLast().get("differences").asInt()).isEqualTo(12);
    JsonNode row =
        lines.stream()
            .filter(l -> l.path("key").asString("").endsWith("r:people:7"))
            .findAny()
            .get();
    assertThat(row.get("cached").asString())
        .isEqualTo("[{\"id\":7,\"name\":\"Name X\",\"town\":\"Town 7\"}]");
    assertThat(row.get("database").asString())
        .isEqualTo("[{\"id\":7,\"name\":\"Name 7\",\"town\":\"Town 7\"}]");
    assertThat(row.get("ttlMillis").asLong()).isPositive();
  }

  @Test
  void verification_ofOneTable_leavesTheOthersOut() throws Exception {
    fill();
    replace("*r:people:7", "Name 7", "Name X");

    assertThat(verify("--table", "towns").status()).isZero();
    assertThat(verify("--table", "people").output()).contains("r:people:7", "1  differences");
  }

  @Test
  void intent_leftBehind_isToldWithItsAge() throws Exception {
    String key = "{%d}r:people:3".formatted(bucketOf("r:people:3"));
    redis("HSET", key, "n", "1", "p:lost", "1000|people|3");

    Outcome outcome = verify();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.output()).containsPattern("1  intents, the oldest of \\d{12,} ms");
  }

  @Test
  void verification_besideWriters_findsNothing() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running =
          List.of(
              clients.submit(() -> write(over, 1)),
              clients.submit(() -> write(over, 2)),
              clients.submit(() -> write(over, 3)));
      for (int i = 0; i < 3; i++) {
        Outcome outcome = verify();
        assertThat(outcome.output()).contains("          0  differences");
        assertThat(outcome.status()).isZero();
      }
      over.set(true);
      for (Future<?> client : running) {
        client.get();
      }
    }
  }

  @Test
  void verification_whereItCannotBeDone_endsWith2AndOneLine() throws Exception {
    Outcome unknown = verify("--table", "poeple");
    assertThat(unknown)
        .isEqualTo(
            new Outcome(2, "forebay: There is no table poeple (FB805)\nDid you mean people?"));

    assertThat(verify("--sample", "0"))
        .isEqualTo(
            new Outcome(2, "forebay: A sample takes one entry in N, and N is at least 1 (FB805)"));

    Path elsewhere = folder.resolve("elsewhere");
    Outcome notRunning =
        ForebayCommand.run("cache", "verify", folder.toString(), "--data", elsewhere.toString());
    assertThat(notRunning.status()).isEqualTo(2);
    assertThat(notRunning.output())
        .startsWith("forebay: The application is not running on " + elsewhere + " (FB806)\n");
  }

  /** 2 + 10 rows, of which 10 are named by texts; a lookup; not-founds of a number and a text. */
  private static void fill() {
    List<String> reads = new ArrayList<>(List.of("id=eq.7", "id=eq.8", "town=eq.Town%203"));
    reads.replaceAll(read -> "people?" + read);
    for (int i = 0; i < 10; i++) {
      reads.add("towns?name=eq.town%20" + i + "&part=eq.1");
    }
    reads.addAll(List.of("people?id=eq.999", "towns?name=eq.Nowhere&part=eq.1"));
    reads.forEach(CacheVerifyTest::cached);
    // Not-founds stay for five seconds only, in which a loaded machine starts no process.
    redis("EVAL", KEEP, "0");
  }

  /** Reads until the cache has it: for a moment after a FLUSHALL it is left out. */
  private static void cached(String read) {
    Eventually.until(
        read + " is a hit",
        () -> {
          var headers = forebay.rest("GET", read, null).headers();
          return headers.firstValue("Cache-Status").orElse("").endsWith("hit");
        });
  }

  private static void write(AtomicBoolean over, int client) {
    for (int n = 1; !over.get(); n++) {
      int id = n % 20;
      forebay.rows("people?id=eq." + id);
      forebay.rows("people?town=eq.Town%20" + id % 10);
      String body = "{\"name\":\"by %d, %d\",\"town\":\"Town %d\"}".formatted(client, n, n % 7);
      forebay.rest("PATCH", "people?id=eq." + id, body);
      forebay.rest("DELETE", "people?id=eq." + (100 + id), null);
      forebay.rest("POST", "people", "{\"id\":%d,\"name\":\"new\"}".formatted(100 + id));
    }
  }

  private static void replace(String keys, String right, String wrong) {
    assertThat(redis("EVAL", REPLACE, "0", keys, right, wrong)).isNotEqualTo(":0");
  }

  /** Keys that are not of entries: epochs, and what concerns all. */
  private static long others() {
    String count =
        redis(
            "EVAL",
            "return #redis.call('KEYS', '*ep') + #redis.call('KEYS', '*id')"
                + " + #redis.call('KEYS', 'forebay') + #redis.call('KEYS', '*}t:*')",
            "0");
    return Long.parseLong(count.substring(1));
  }

  private static int bucketOf(String name) {
    return Arrays.hashCode(name.getBytes(StandardCharsets.UTF_8)) & 255;
  }

  private static Outcome verify(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("cache", "verify", folder.toString()));
    all.addAll(List.of("--data", forebay.data().toString()));
    all.addAll(List.of(options));
    return ForebayCommand.run(all.toArray(String[]::new));
  }

  /** What it printed as JSON; its log is beside it. */
  private static List<JsonNode> json(Outcome outcome) {
    return outcome
        .output()
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(RunningForebay.JSON::readTree)
        .toList();
  }

  private static String redis(String... words) {
    JsonNode cache = forebay.run().get("cache");
    return RawRedis.command(cache.get("host").asString(), cache.get("port").asInt(), words);
  }
}
