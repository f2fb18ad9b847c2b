package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.e2e.History.Absence;
import dev.forebay.e2e.History.Doubt;
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

  @Test
  void violations_rowMissingThatNobodyHasDeleted_isOne() {
    add(1, true, 2, 10, 20);
    missing("", 21, 30);

    assertThat(history.violations()).hasSize(1);
  }

  @Test
  void violations_rowMissingOnceItsDeletionHasBegun_areNone() {
    add(1, true, 2, 10, 20);
    deleted(3, 25, 50);
    missing("", 21, 30);
    missing("", 51, 60);

    assertThat(history.violations()).isEmpty();
  }

  @Test
  void violations_rowReadThatWasFoundMissingBefore_isOne() {
    add(1, true, 2, 10, 20);
    deleted(3, 25, 100);
    missing("", 30, 40);
    add(1, false, 2, 41, 50);

    assertThat(history.violations()).hasSize(1);
  }

  @Test
  void violations_rowMissingAfterItWasInsertedAgain_isOne() {
    deleted(3, 25, 50);
    add(1, true, 4, 51, 60);
    missing("", 61, 70);

    assertThat(history.violations()).hasSize(1);
  }

  @Test
  void violations_rowMissingInItsLookup_isOne() {
    add(1, true, 2, 10, 20);
    missing("blue", 21, 30);
    missing("red", 21, 30);

    assertThat(history.violations()).hasSize(1);
  }

  @Test
  void violations_rowMissingAfterAWriteThatWasNotAnswered_areNone() {
    add(1, true, 2, 10, 20);
    history.add(new Doubt(1, false, 21, 30));
    missing("", 31, 40);
    missing("", 41, 50);

    assertThat(history.violations()).isEmpty();
  }

  @Test
  void violations_rowMissingLongAfterAWriteThatWasNotAnswered_isOne() {
    long later = 20 * History.LAG.toNanos();
    add(1, true, 2, 10, 20);
    history.add(new Doubt(1, false, 21, 30));
    missing("", later, later + 10);

    assertThat(history.violations()).hasSize(1);
  }

  @Test
  void violations_sqlBesideThatIsNotSeenWithinItsLag_areNone() {
    long lag = History.LAG.toNanos();
    history.add(new Operation(1, true, 2, "red", true, 10, 20, "test"));
    add(1, false, 2, 21, 30);
    add(1, false, 1, 31, 20 + lag);
    assertThat(history.violations()).isEmpty();

    add(1, false, 1, 21 + lag, 30 + lag);
    assertThat(history.violations()).hasSize(1);
  }

  @Test
  void forgetBefore_someInstant_leavesWhatIsKnownOfEachRow() {
    add(1, true, 2, 10, 20);
    add(1, true, 3, 30, 40);
    add(1, false, 2, 32, 45);
    add(2, true, 2, 10, 20);
    add(2, true, 3, 90, 110);

    history.forgetBefore(100);

    assertThat(history.size()).isEqualTo(3);
    add(1, false, 2, 120, 130);
    add(2, false, 1, 21, 105);
    assertThat(history.violations()).hasSize(2);
  }

  private void deleted(long version, long began, long ended) {
    history.add(new Operation(1, true, version, "", false, began, ended, "test"));
  }

  private void missing(String color, long began, long ended) {
    history.add(new Absence(1, color, began, ended, "test"));
  }

  private void add(int row, boolean write, long version, long began, long ended) {
    history.add(new Operation(row, write, version, "red", false, began, ended, "test"));
  }
}
