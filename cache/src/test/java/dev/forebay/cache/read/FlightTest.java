package dev.forebay.cache.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.cache.TestNode;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When a joiner gets the leader's result; a stage is what the joiner met when it came. */
class FlightTest {
  private static final CacheRead READ = new CacheRead.Miss(TestNode.bytes("a"));

  private final Flight flight = new Flight();

  @Test
  void join_beforeTheDatabaseIsRead_getsTheResultWhateverBecomesOfTheFill() {
    var joiner = joiner();
    flight.loading();
    flight.loaded(READ);

    assertThat(joiner.join()).isSameAs(READ);
  }

  @Test
  void join_duringTheLoad_getsTheResultOnceItIsStored() {
    flight.loading();
    var joiner = joiner();
    flight.loaded(READ);
    flight.filling();
    assertThat(joiner).isNotDone();

    flight.landed(true);

    assertThat(joiner.join()).isSameAs(READ);
  }

  @Test
  void join_duringALoadThatIsNotStored_startsOver() {
    flight.loading();
    var joiner = joiner();
    flight.loaded(READ);
    flight.landed(false);

    assertThat(joiner.join()).isNull();
  }

  @Test
  void join_afterTheFillWasSent_startsOverOnceItIsStored() {
    flight.loading();
    flight.loaded(READ);
    flight.filling();
    var joiner = joiner();
    flight.landed(true);

    assertThat(joiner.join()).isNull();
  }

  @Test
  void join_fillNotAnswered_startsOverWhenPatienceEnds() {
    flight.loading();
    flight.loaded(READ);

    assertThat(flight.join(Duration.ofMillis(1))).isNull();
  }

  @Test
  void join_flightWithoutALoad_startsOver() {
    var joiner = joiner();
    flight.landed(false);

    assertThat(joiner.join()).isNull();
  }

  @Test
  void join_loadThatFails_fails() {
    flight.loading();
    flight.failed(new IllegalStateException("the database is away"));

    assertThatThrownBy(() -> flight.join(Duration.ofSeconds(30)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the database is away");
  }

  /** Returns once it has joined: what it met can no longer change. */
  private CompletableFuture<CacheRead> joiner() {
    CompletableFuture<CacheRead> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform().start(() -> result.complete(flight.join(Duration.ofSeconds(30))));
    Eventually.until(
        "it waits",
        () ->
            thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING);
    return result;
  }
}
