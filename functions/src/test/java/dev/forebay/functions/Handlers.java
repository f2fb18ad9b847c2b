package dev.forebay.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.functions.runtime.Application;
import dev.forebay.functions.runtime.FunctionSettings;
import dev.forebay.functions.runtime.Invocable;
import dev.forebay.functions.runtime.Invocation;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Success;
import dev.forebay.functions.runtime.java.JavaRuntime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** The handlers of {@link HandlerJar} as functions, with nothing around them. */
public final class Handlers implements AutoCloseable {
  private final JavaRuntime runtime =
      new JavaRuntime(
          new Application(Path.of(""), () -> Map.of("FOREBAY_URL", "http://127.0.0.1:1")),
          InstantSource.system());
  private final Path jar;

  /** Compiles them into the folder. */
  public Handlers(Path folder) {
    this.jar = HandlerJar.write(folder, "application.jar");
  }

  /** What runs them. */
  public JavaRuntime runtime() {
    return runtime;
  }

  /** Where they are, with every default. */
  public FunctionSettings settings(String handler) {
    return FunctionSettings.of(handler, jar.toString());
  }

  /** A function that is called {@code f}. */
  public Invocable function(String handler) {
    return runtime.load("f", settings(handler));
  }

  @Override
  public void close() {
    runtime.close();
  }

  /** The invocation {@code r-1} with this event, which waits 100 ms for a place. */
  public static Invocation invocation(String event) {
    return new Invocation("r-1", event.getBytes(StandardCharsets.UTF_8), Duration.ofMillis(100));
  }

  /** An event that is the path of a file. */
  public static Invocation invocation(Path file) {
    return invocation('"' + file.toString() + '"');
  }

  /** What the function makes of the event. */
  public static InvocationResult call(Invocable function, String event) {
    try {
      return function.invoke(invocation(event));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer of one that succeeded. */
  public static String text(InvocationResult result) {
    assertThat(result).isInstanceOf(Success.class);
    return new String(((Success) result).payload(), StandardCharsets.UTF_8);
  }

  /** The failure of one that failed. */
  public static Failure failure(InvocationResult result) {
    assertThat(result).isInstanceOf(Failure.class);
    return (Failure) result;
  }
}
