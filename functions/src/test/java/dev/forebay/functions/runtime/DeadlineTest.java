package dev.forebay.functions.runtime;

import static dev.forebay.functions.Handlers.call;
import static dev.forebay.functions.Handlers.failure;
import static dev.forebay.functions.Handlers.invocation;
import static dev.forebay.functions.Handlers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.ErrorCode;
import dev.forebay.functions.Handlers;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import dev.forebay.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadlineTest {
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
  void handler_thatIsLate_isInterruptedAndHasFailed() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Invocable hold = handlers.function("handlers.Instances::hold");
    Failure failure =
        failure(
            within(Duration.ofMillis(50), counting(ended, hold))
                .invoke(invocation(folder.resolve("never"))));
    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(failure.error().type()).isEqualTo("Sandbox.Timedout");
    assertThat(failure.error().message()).isEqualTo("r-1 Task timed out after 50 ms");
    assertThat(failure.toException("f").code()).isEqualTo(ErrorCode.FUNCTION_TIMEOUT);
    Eventually.until("the handler ends", () -> ended.getCount() == 0);
  }

  @Test
  void handler_inTime_isToldHowMuchIsLeft() {
    Invocable told = handlers.function("handlers.Told::context");
    assertThat(text(call(within(Duration.ofSeconds(30), told), "{}"))).contains("\"inTime\":true");
    assertThat(text(call(within(Duration.ofSeconds(15), told), "{}"))).contains("\"inTime\":false");
  }

  @Test
  void instance_thatWasInterrupted_isNotUsedAgain() throws Exception {
    int made = Integer.parseInt(text(call(handlers.function("handlers.Instances::number"), "{}")));
    Invocable stubborn = handlers.function("handlers.Instances::stubborn");
    Path end = folder.resolve("end");
    CountDownLatch ended = new CountDownLatch(1);
    failure(within(Duration.ofMillis(50), counting(ended, stubborn)).invoke(invocation(end)));
    Files.createFile(end);
    Eventually.until("the handler ends", () -> ended.getCount() == 0);
    assertThat(text(stubborn.invoke(invocation(end)))).isEqualTo(Integer.toString(made + 2));
  }

  @Test
  void caller_thatIsInterrupted_interruptsTheHandler() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Invocable hold = handlers.function("handlers.Instances::hold");
    Invocable watched =
        invocation -> {
          begun.countDown();
          return counting(ended, hold).invoke(invocation);
        };
    Invocable bounded = within(Duration.ofMinutes(5), watched);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var caller = threads.submit(() -> bounded.invoke(invocation(folder.resolve("never"))));
      begun.await();
      caller.cancel(true);
      Eventually.until("the handler ends", () -> ended.getCount() == 0);
    }
  }

  /** Tells when the handler has really ended. */
  private static Invocable counting(CountDownLatch ended, Invocable function) {
    return invocation -> {
      InvocationResult result = function.invoke(invocation);
      ended.countDown();
      return result;
    };
  }

  private static Deadline within(Duration timeout, Invocable function) {
    return new Deadline("f", timeout, InstantSource.system(), function);
  }
}
