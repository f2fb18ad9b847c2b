package dev.forebay.functions.runtime;

import static dev.forebay.functions.Handlers.call;
import static dev.forebay.functions.Handlers.failure;
import static dev.forebay.functions.Handlers.invocation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.Handlers;
import dev.forebay.functions.runtime.InvocationResult.Success;
import dev.forebay.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {
  @TempDir private Path folder;

  @Test
  void entrance_withoutAFreePlace_refusesWhoHasNoMorePatience() throws Exception {
    try (Handlers handlers = new Handlers(folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Invocable hold = inPlaces(handlers.function("handlers.Instances::hold"), 2);
      Path gate = folder.resolve("gate");
      Future<InvocationResult> first = threads.submit(() -> hold.invoke(invocation(gate)));
      assertThat(hold.busy()).isFalse();
      Future<InvocationResult> second = threads.submit(() -> hold.invoke(invocation(gate)));
      Eventually.until("both are in", hold::busy);
      assertThatThrownBy(() -> hold.invoke(invocation(gate)))
          .isInstanceOfSatisfying(
              ForebayException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_INVOCATIONS);
                assertThat(e).hasMessage("All 2 places of f are taken");
              });
      Files.createFile(gate);
      assertThat(first.get()).isInstanceOf(Success.class);
      assertThat(second.get()).isInstanceOf(Success.class);
      assertThat(hold.busy()).isFalse();
    }
  }

  @Test
  void entrance_wherePatienceLasts_letsInWhoWaited() throws Exception {
    try (Handlers handlers = new Handlers(folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Invocable hold = inPlaces(handlers.function("handlers.Instances::hold"), 1);
      Path gate = folder.resolve("gate");
      Future<InvocationResult> first = threads.submit(() -> hold.invoke(invocation(gate)));
      Eventually.until("it is in", hold::busy);
      Invocation patient =
          new Invocation("r-2", invocation(gate).payload(), Duration.ofSeconds(30));
      Future<InvocationResult> second = threads.submit(() -> hold.invoke(patient));
      Files.createFile(gate);
      assertThat(first.get()).isInstanceOf(Success.class);
      assertThat(second.get()).isInstanceOf(Success.class);
    }
  }

  @Test
  void place_ofAHandlerThatFails_isGivenBack() {
    try (Handlers handlers = new Handlers(folder)) {
      Invocable failing = inPlaces(handlers.function("handlers.Failing"), 1);
      for (int i = 0; i < 3; i++) {
        assertThat(failure(call(failing, "\"error\"")).error().type())
            .isEqualTo("java.lang.StackOverflowError");
      }
    }
  }

  private static Invocable inPlaces(Invocable function, int number) {
    Places places = new Places("f", number);
    return places.entrance(places.exit(function));
  }
}
