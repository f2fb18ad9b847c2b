package dev.forebay.functions.runtime;

import static dev.forebay.functions.Handlers.failure;
import static dev.forebay.functions.Handlers.invocation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.Handlers;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import dev.forebay.functions.runtime.InvocationResult.Success;
import dev.forebay.testing.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bounds are to each other; each by itself has a test of its own. */
class BoundedRuntimeTest {
  @TempDir static Path folder;
  private static Handlers handlers;

  @BeforeAll
  static void compile() {
    handlers = new Handlers(folder);
  }

  @AfterAll
  static void close() {
    handlers.close();
  }

  @Test
  void handler_thatIgnoresItsDeadline_keepsItsPlaceUntilItEnds() throws Exception {
    Path end = folder.resolve("end");
    Invocable stubborn = bounded("handlers.Instances::stubborn");
    assertThat(failure(stubborn.invoke(invocation(end))).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(stubborn.busy()).isTrue();
    assertThatThrownBy(() -> stubborn.invoke(invocation(end)))
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_INVOCATIONS));
    Files.createFile(end);
    Eventually.until("its place is free", () -> !stubborn.busy());
    assertThat(stubborn.invoke(invocation(end))).isInstanceOf(Success.class);
  }

  @Test
  void handler_thatIsLateAgainAndAgain_givesItsPlaceBack() throws Exception {
    Invocable hold = bounded("handlers.Instances::hold");
    for (int i = 0; i < 3; i++) {
      assertThat(failure(hold.invoke(invocation(folder.resolve("never")))).kind())
          .isEqualTo(Kind.TIMEOUT);
    }
  }

  @Test
  void handler_thatIsLate_hasLoggedWhatItDid() throws Exception {
    Invocable logging = bounded("handlers.Told::logAndWait");
    assertThat(failure(logging.invoke(invocation(folder.resolve("never")))).log())
        .isEqualTo("waiting\n");
  }

  /** In one place, and for 50 ms. */
  private static Invocable bounded(String handler) {
    FunctionSettings all = handlers.settings(handler);
    FunctionSettings settings =
        new FunctionSettings(
            handler, all.code(), Duration.ofMillis(50), 0, Duration.ZERO, 1, Map.of());
    return new BoundedRuntime(handlers.runtime(), InstantSource.system(), new SimpleMeterRegistry())
        .load("f", settings);
  }
}
