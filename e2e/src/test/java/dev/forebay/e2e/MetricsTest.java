package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.e2e.SteppedNode.Hold;
import dev.forebay.testing.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code GET /metrics} tells of the first node moves when that does what it counts. */
class MetricsTest {
  private static SteppedNodes nodes;

  @BeforeAll
  static void start() {
    nodes = new SteppedNodes();
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  @BeforeEach
  void begin() {
    nodes.begin();
  }

  @Test
  void metrics_ofARead_tellMissFillAndHit() {
    String row = "id=eq." + nodes.freshRow();

    assertMoves("forebay_cache_misses_total", () -> nodes.first().read(row));
    Eventually.until("the fill is counted", () -> metric("forebay_cache_fill_seconds_count") > 0);
    assertMoves("forebay_cache_hit_seconds_count", () -> nodes.first().read(row));
    assertThat(metric("forebay_cache_hit_seconds_sum")).isPositive();
    assertThat(metric("forebay_cache_tailer_lag_seconds")).isPositive();
  }

  @Test
  void metrics_ofAnEntryThatAnotherNodeLoads_tellWaitAndBypass() {
    String row = "id=eq." + nodes.freshRow();
    Hold load =
        nodes.hold(nodes.second(), "before SELECT").during(() -> nodes.second().read(row)).await();
    double before = metric("forebay_cache_waits_total");

    assertMoves("forebay_cache_bypasses_total{reason=\"wait\"}", () -> nodes.first().read(row));

    assertThat(metric("forebay_cache_waits_total")).isGreaterThan(before);
    load.release();
  }

  @Test
  void metrics_ofAWrite_tellItsIntentsWhileTheyStand() {
    int row = nodes.freshRow();
    Hold intent =
        nodes.hold(nodes.first(), "after INTENT").during(() -> nodes.first().write(row, 1)).await();

    // On the row, its lookup and the table's lists.
    assertThat(metric("forebay_cache_intents")).isEqualTo(3);
    assertMoves(
        "forebay_cache_bypasses_total{reason=\"pending\"}",
        () -> nodes.first().read("id=eq." + row));

    intent.release();
    Eventually.until("no intents stand", () -> metric("forebay_cache_intents") == 0);
  }

  @Test
  void metrics_ofAnOldIntent_tellTheResolver() {
    assertMoves("forebay_cache_resolved_total", () -> RowSchedules.intentIsSettledInAWrite(nodes));
  }

  @Test
  void metrics_ofWhatEmptiesTheCache_tellWhy() {
    assertMoves(
        epochs("table"), () -> nodes.engines().sql("ALTER TABLE registers COMMENT 'changed'"));
    assertMoves(epochs("process"), () -> RowSchedules.redisComesBackFromADump(nodes));
    nodes.engines().flushall();
    assertMoves(epochs("empty"), () -> RowSchedules.fillIsLate(nodes));
  }

  private static String epochs(String reason) {
    return "forebay_cache_epochs_total{reason=\"" + reason + "\"}";
  }

  private static void assertMoves(String metric, Runnable work) {
    double before = metric(metric);
    work.run();
    Eventually.until(metric + " moves", () -> metric(metric) > before);
  }

  private static double metric(String name) {
    return nodes
        .metrics()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }
}
