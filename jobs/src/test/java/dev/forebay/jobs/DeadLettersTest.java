package dev.forebay.jobs;

import static dev.forebay.jobs.JobsFixture.failureForGood;
import static dev.forebay.jobs.JobsFixture.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.jobs.table.DeadLetter;
import dev.forebay.mysql.EveryServer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryServer
class DeadLettersTest {
  private final JobsFixture fixture = new JobsFixture();
  private final AtomicBoolean repaired = new AtomicBoolean();
  private final Jobs node =
      fixture.started(
          "a",
          fixture.kind("bill", attempt -> repaired.get() ? success() : failureForGood("broken")));
  private final DeadLetters letters = node.deadLetters();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void list_ofManyLetters_isPagedNewestFirst() {
    for (int i = 0; i < 5; i++) {
      fixture.enqueue(node, "e" + i, "bill", "{}");
      fixture.awaitNoJobs();
    }
    List<DeadLetter> first = letters.list(3, OptionalLong.empty());
    List<DeadLetter> second = letters.list(3, OptionalLong.of(first.getLast().id()));
    assertThat(first).extracting(DeadLetter::eventId).containsExactly("e4", "e3", "e2");
    assertThat(second).extracting(DeadLetter::eventId).containsExactly("e1", "e0");
  }

  @Test
  void replay_ofALetter_deliversItsEventOnce() {
    long id = letter();
    repaired.set(true);
    assertThat(letters.replay(id)).isEqualTo("replay-" + id);
    assertThat(letters.replay(id)).isEqualTo("replay-" + id);
    fixture.awaitNoJobs();
    assertThat(fixture.received).containsExactly("{\"n\":1}", "{\"n\":1}");
    assertThat(letters.get(id).letter().replayedAt()).isNotNull();
  }

  @Test
  void replay_thatFailsAgain_hasALetterOfItsOwn() {
    long id = letter();
    String eventId = letters.replay(id);
    fixture.awaitNoJobs();
    List<DeadLetter> all = letters.list(10, OptionalLong.empty());
    assertThat(all).extracting(DeadLetter::eventId).containsExactly(eventId, "e1");
    assertThat(all.getFirst().replayedAt()).isNull();
  }

  @Test
  void delete_ofALetter_removesIt() {
    long id = letter();
    letters.delete(id);
    assertThat(letters.list(10, OptionalLong.empty())).isEmpty();
  }

  @Test
  void letter_thatIsNotThere_isRefused() {
    assertUnknown(() -> letters.get(7));
    assertUnknown(() -> letters.replay(7));
    assertUnknown(() -> letters.delete(7));
  }

  private long letter() {
    fixture.enqueue(node, "e1", "bill", "{\"n\":1}");
    fixture.awaitNoJobs();
    return fixture.onlyLetter(node).letter().id();
  }

  private static void assertUnknown(Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SUCH_DEAD_LETTER));
  }
}
