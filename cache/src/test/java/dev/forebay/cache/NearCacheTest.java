package dev.forebay.cache;

import static dev.forebay.cache.TestNode.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.ChangeEvent;
import dev.forebay.cache.spi.NearSettings;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NearCacheTest {
  /** So long that what goes earlier went because Redis, or a write, said so. */
  private static final Duration LONG = Duration.ofMinutes(10);

  @RegisterExtension static final TestNodes NODES = new TestNodes();

  private final TestRedis server = NODES.server();

  private final TestNode node = near(LONG, 1 << 20);
  private final TestNode other = near(LONG, 1 << 20);

  private static TestNode near(Duration age, long bytes) {
    var settings = CacheSettings.DEFAULT.withNear(new NearSettings(Map.of("t", age), bytes));
    return NODES.open(settings, hint -> {});
  }

  @Test
  void read_valueThatRedisHad_isInTheProcessTheNextTime() {
    node.awaitHit("1", "a");

    assertThat(node.read("1", "not asked")).isEqualTo("near a");
    assertThat(node.count("near")).isPositive();
    assertThat(node.read(EntryName.row("u", "1"), () -> TestNode.bytes("u"))).isEqualTo("miss u");
    Eventually.until("a hit", () -> node.read(EntryName.row("u", "1"), () -> null).equals("hit u"));
    assertThat(node.read(EntryName.row("u", "1"), () -> null)).isEqualTo("hit u");
  }

  @Test
  void read_rowThatIsNotThere_isNotKept() {
    node.awaitHit("1", null);

    assertThat(node.read("1", null)).isEqualTo("hit none");
  }

  @Test
  void read_valueThatIsOldEnough_isAskedForAgain() {
    TestNode brief = near(Duration.ofNanos(1), 1 << 20);
    brief.awaitHit("1", "a");

    assertThat(brief.read("1", "a")).isEqualTo("hit a");
  }

  @Test
  void read_noRoom_isAskedForAgain() {
    TestNode small = near(LONG, 1);
    small.awaitHit("1", "a");
    assertThat(small.read("1", "a")).isEqualTo("near a");
    small.awaitHit("2", "b");

    assertThat(small.read("2", "b")).isEqualTo("hit b");
  }

  @Test
  void write_onTheSameNode_isSeenAtOnce() {
    for (int i = 0; i < 200; i++) {
      String value = "" + i;
      node.write("1").finish(Map.of(row("1"), TestNode.written(value)));

      assertThat(node.read("1", value)).isEqualTo("hit " + value);
      assertThat(node.read("1", value)).isEqualTo("near " + value);
    }
  }

  @Test
  void write_onAnotherNode_isSeenSoon() {
    keep("a");

    WriteIntents write = other.write("1");

    Eventually.until("the intent shows", () -> node.read("1", "a").equals("bypass pending a"));
    write.finish(Map.of(row("1"), TestNode.written("b")));
    assertThat(node.read("1", "b")).isEqualTo("hit b");
    // A read that the write's invalidation overtakes is not kept.
    Eventually.until("it is near", () -> node.read("1", "b").equals("near b"));
  }

  @Test
  void flush_emptiesIt() {
    keep("a");

    server.console().flushall();

    Eventually.until("it is read again", () -> node.read("1", "b").endsWith(" b"));
  }

  @Test
  void bump_emptiesIt() throws Exception {
    keep("a");

    try (TestNode bumping = TestNode.on(server);
        QueuedFeed feed = new QueuedFeed()) {
      bumping.cache().follow(feed, Clock.systemUTC());
      feed.tell(new ChangeEvent.TableChanged("TRUNCATE of t"));
      Eventually.until("it is read again", () -> node.read("1", "b").endsWith(" b"));
    }
  }

  @Test
  void link_isLost_emptiesIt() {
    keep("a");

    server.kill();

    Eventually.until("it is read again", () -> node.read("1", "b").endsWith(" b"));
    Eventually.until("it is near", () -> node.read("1", "b").equals("near b"));
  }

  @Test
  void redis_hangs_nothingIsServedFromIt() {
    keep("a");
    try (TestNode impatient =
        new TestNode(
            server.settings(Duration.ofMillis(50)),
            CacheSettings.DEFAULT.withNear(new NearSettings(Map.of("t", LONG), 1 << 20)),
            hint -> {})) {
      Eventually.until("it is near", () -> impatient.read("1", "a").equals("near a"));
      server.hang();
      try {
        Eventually.until(
            "Redis is left out", () -> impatient.read("1", "b").equals("bypass unavailable b"));
      } finally {
        server.resume();
      }
    }
  }

  private void keep(String value) {
    node.awaitHit("1", value);
    assertThat(node.read("1", "not asked")).isEqualTo("near " + value);
  }
}
