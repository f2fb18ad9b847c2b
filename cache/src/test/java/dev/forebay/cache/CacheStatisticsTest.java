package dev.forebay.cache;

import static dev.forebay.cache.TestNode.row;
import static dev.forebay.cache.TestNode.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.ChangeEvent.PositionLost;
import dev.forebay.cache.spi.ChangeEvent.TableChanged;
import dev.forebay.cache.statistics.CacheStatistics;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.Eventually;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
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
      assertThat(node.read("1", "a")).isEqualTo("miss a");
      Eventually.until("the fill is counted", () -> node.count("fill") == 1);
      assertThat(node.read("1", "not asked")).isEqualTo("hit a");
      assertThat(node.read("1", "not asked")).isEqualTo("hit a");

      WriteIntents write = node.write("1", "2");
      assertThat(node.count("intents")).isEqualTo(2);
      assertThat(node.read("1", "a")).isEqualTo("bypass pending a");
      write.finish(Map.of(row("1"), written("b")));

      assertThat(node.count("misses")).isEqualTo(1);
      assertThat(node.count("hit")).isEqualTo(2);
      assertThat(node.count("bypasses", "reason", "pending")).isEqualTo(1);
      assertThat(node.count("bypasses", "reason", "wait")).isZero();
      assertThat(node.count("intents")).isZero();
    }
  }

  @Test
  void statistics_ofAnIntentLeftBehind_countTheResolver() {
    try (TestNode node = new TestNode(server.settings(), CacheSettings.DEFAULT, hint -> {})) {
      node.write("1").unknown();

      node.awaitHit("1", "a");

      assertThat(node.count("resolved")).isEqualTo(1);
      assertThat(node.count("intents")).isZero();
    }
  }

  @Test
  void statistics_ofEpochs_countBucketsByWhyTheyBegan() {
    try (TestNode node = new TestNode(server.settings(), CacheSettings.DEFAULT, hint -> {})) {
      node.awaitHit("1", "a");
      server.console().flushall();
      node.awaitHit("1", "a");
      assertThat(epochs(node, "empty")).isEqualTo(2);

      QueuedFeed feed = new QueuedFeed();
      node.cache().follow(feed, InstantSource.system());
      feed.tell(new TableChanged("TRUNCATE of t"));
      feed.tell(new PositionLost("the log was purged"));
      Eventually.until("the second is counted", () -> epochs(node, "position") > 0);

      assertThat(epochs(node, "empty")).isEqualTo(2);
      assertThat(epochs(node, "table")).isEqualTo(256);
      assertThat(epochs(node, "position")).isEqualTo(256);
      assertThat(epochs(node, "server")).isZero();
    }
  }

  @Test
  void latencies_ofAnyLength_areCountedWithinTheirBound() {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    CacheStatistics statistics = new CacheStatistics(meters);
    long[] micros = {0, 1, 100, 1 << 21};

    for (long each : micros) {
      statistics.filled(System.nanoTime() - each * 1_000);
    }

    List<String> buckets =
        meters.scrape().lines().filter(l -> l.startsWith("forebay_cache_fill_seconds_b")).toList();
    assertThat(buckets).hasSize(18);
    assertThat(buckets.getFirst()).contains("{le=\"1.6E-5\"}");
    assertThat(buckets.get(16)).isEqualTo("forebay_cache_fill_seconds_bucket{le=\"1.048576\"} 3");
    assertThat(buckets.get(17)).isEqualTo("forebay_cache_fill_seconds_bucket{le=\"+Inf\"} 4");
  }

  private static long epochs(TestNode node, String reason) {
    return node.count("epochs", "reason", reason);
  }
}
