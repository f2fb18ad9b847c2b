package dev.forebay.cache;

import static dev.forebay.cache.TestNode.row;
import static dev.forebay.cache.TestNode.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.cache.ChangeEvent.PositionLost;
import dev.forebay.cache.ChangeEvent.TableChanged;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacheStatisticsTest {
  private static TestRedis server;

  @BeforeAll
  static void start() {
    server = TestRedis.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void flush() {
    server.console().flushall();
  }

  @Test
  void statistics_ofReadsAndWrites_countEachOnce() {
    try (TestNode node = new TestNode(server.settings(), CacheSettings.DEFAULT, hint -> {})) {
      CacheStatistics statistics = node.cache().statistics();
      assertThat(node.read("1", "a")).isEqualTo("miss a");
      Eventually.until("the fill is counted", () -> count(statistics.fills()) == 1);
      assertThat(node.read("1", "not asked")).isEqualTo("hit a");
      assertThat(node.read("1", "not asked")).isEqualTo("hit a");

      WriteIntents write = node.write("1", "2");
      assertThat(statistics.intentsOutstanding()).isEqualTo(2);
      assertThat(node.read("1", "a")).isEqualTo("bypass pending a");
      write.finish(Map.of(row("1"), written("b")));

      assertThat(statistics.misses()).isEqualTo(1);
      assertThat(count(statistics.hits())).isEqualTo(2);
      assertThat(statistics.hits().total()).isPositive();
      assertThat(statistics.bypasses()).isEqualTo(Map.of("pending", 1L));
      assertThat(statistics.intentsOutstanding()).isZero();
      assertThat(statistics.lag()).isEmpty();
    }
  }

  @Test
  void statistics_ofAnIntentLeftBehind_countTheResolver() {
    try (TestNode node = new TestNode(server.settings(), CacheSettings.DEFAULT, hint -> {})) {
      node.write("1").unknown();

      node.awaitHit("1", "a");

      assertThat(node.cache().statistics().resolverRuns()).isEqualTo(1);
      assertThat(node.cache().statistics().intentsOutstanding()).isZero();
    }
  }

  @Test
  void statistics_ofEpochs_countBucketsByWhyTheyBegan() {
    try (TestNode node = new TestNode(server.settings(), CacheSettings.DEFAULT, hint -> {})) {
      CacheStatistics statistics = node.cache().statistics();
      node.awaitHit("1", "a");
      server.console().flushall();
      node.awaitHit("1", "a");
      assertThat(statistics.epochs()).isEqualTo(Map.of("empty", 2L));

      QueuedFeed feed = new QueuedFeed();
      node.cache().follow(feed, InstantSource.system());
      feed.tell(new TableChanged("TRUNCATE of t"));
      feed.tell(new PositionLost("the log was purged"));
      Eventually.until("the second is counted", () -> statistics.epochs().size() == 3);

      assertThat(statistics.epochs())
          .isEqualTo(Map.of("empty", 2L, "table", 256L, "position", 256L));
    }
  }

  @Test
  void latencies_ofAnyLength_areCountedWithinTheirBound() {
    Latencies latencies = new Latencies();
    long[] micros = {0, 1, 16, 17, 1 << 20, (1 << 20) + 1, Long.MAX_VALUE / 1_000};

    for (long each : micros) {
      latencies.record(each * 1_000);
    }

    long[] counts = latencies.counts();
    Duration[] bounds = Latencies.bounds();
    assertThat(bounds[0]).isEqualTo(Duration.ofNanos(16_000));
    assertThat(bounds[bounds.length - 1]).isEqualTo(Duration.ofNanos((1 << 20) * 1_000L));
    assertThat(counts[0]).isEqualTo(3);
    assertThat(counts[1]).isEqualTo(1);
    assertThat(counts[bounds.length - 1]).isEqualTo(1);
    assertThat(counts[bounds.length]).isEqualTo(2);
  }

  private static long count(Latencies latencies) {
    return Arrays.stream(latencies.counts()).sum();
  }
}
