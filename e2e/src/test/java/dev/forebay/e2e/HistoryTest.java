package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.e2e.History.Operation;
import org.junit.jupiter.api.Test;

/** The check itself: it must find what is stale, and nothing else. */
class HistoryTest {
  private final History history = new History();

  @Test
  void violations_readOfWhatAnEarlierWriteReplaced_isOne() {
    add(1, true, 2, 10, 20);
    add(1, false, 1, 21, 30);

    assertThat(history.violations()).hasSize(1);
  }

  @Test
  void violations_readOlderThanAnEarlierRead_isOne() {
    add(1, true, 2, 10, 100);
    add(1, false, 2, 20, 30);
    add(1, false, 1, 31, 40);

    assertThat(history.violations()).hasSize(1);
  }

  @Test
  void violations_writeThatCountsAsOftenAsAnEarlierOne_isOne() {
    add(1, true, 2, 10, 20);
    add(1, true, 2, 21, 30);

    assertThat(history.violations()).hasSize(1);
  }

  @Test
  void violations_operationsAtTheSameTime_areNone() {
    add(1, true, 2, 10, 20);
    add(1, false, 1, 20, 30);
    add(1, false, 1, 5, 100);
    add(1, false, 2, 15, 25);

    assertThat(history.violations()).isEmpty();
  }

  @Test
  void violations_otherRows_areNone() {
    add(1, true, 2, 10, 20);
    add(2, false, 1, 21, 30);

    assertThat(history.violations()).isEmpty();
  }

  private void add(int row, boolean write, long version, long began, long ended) {
    history.add(new Operation(row, write, version, began, ended, "test"));
  }
}
