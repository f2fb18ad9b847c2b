package dev.forebay.functions.runtime;

import static dev.forebay.functions.Handlers.call;
import static dev.forebay.functions.Handlers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.functions.Handlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
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
  void log_ofManyLines_keepsItsEnd() {
    InvocationResult result = logged("handlers.Told::log", "30000");
    assertThat(result.log()).hasSize(64 * 1024).endsWith("line 29998\nline 29999\n");
  }

  @Test
  void log_ofAHandlerThatThrows_isInTheFailure() {
    assertThat(failure(logged("handlers.Failing", "\"caused\"")).log())
        .isEqualTo("about to throw: caused\n");
  }

  @Test
  void log_ofTwoInvocations_isOfEachItsOwn() {
    LogTail told = new LogTail("f", handlers.function("handlers.Told::log"));
    assertThat(call(told, "1").log()).isEqualTo("line 0\n");
    assertThat(call(told, "2").log()).isEqualTo("line 0\nline 1\n");
  }

  private static InvocationResult logged(String handler, String event) {
    return call(new LogTail("f", handlers.function(handler)), event);
  }
}
