package dev.forebay.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class EventuallyTest {
  private static final Duration SHORT = Duration.ofMillis(30);

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void until_conditionThatComesTrue_returns() {
    Eventually.until("the third look", () -> looks.incrementAndGet() == 3);
    assertThat(looks).hasValue(3);
  }

  @Test
  void until_conditionThatStaysFalse_namesIt() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> Eventually.until("rain", SHORT, () -> false))
        .withMessageContaining("rain");
  }

  @Test
  void present_valueThatComes_isReturned() {
    String value =
        Eventually.present(
            "a value",
            () -> looks.incrementAndGet() == 2 ? Optional.of("there") : Optional.empty());
    assertThat(value).isEqualTo("there");
  }

  @Test
  void passes_assertionsThatKeepFailing_throwTheLastFailure() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> Eventually.passes(SHORT, () -> fail("look " + looks.incrementAndGet())))
        .withMessage("look " + looks.get());
  }

  @Test
  void passes_assertionsThatPassInTheEnd_returns() {
    Eventually.passes(() -> assertThat(looks.incrementAndGet()).isEqualTo(3));
    assertThat(looks).hasValue(3);
  }
}
