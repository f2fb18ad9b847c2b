package dev.forebay.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebay.aws.lambda.Invocations;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The functions {@code echo}, {@code failing}, {@code busy}, and {@code broken}, which has a bug.
 */
final class TestFunctions implements Invocations {
  final List<String> queued = new CopyOnWriteArrayList<>();

  @Override
  public void require(String function) {
    if (!List.of("echo", "failing", "busy", "broken").contains(function)) {
      throw new ForebayException(
          ErrorCode.NO_SUCH_FUNCTION, "There is no function " + function, "Did you mean echo?");
    }
  }

  @Override
  public Outcome invoke(String function, String requestId, byte[] event) {
    require(function);
    return switch (function) {
      case "echo" -> new Outcome(event, false, "x".repeat(5000) + "\nseen " + requestId + "\n");
      case "failing" -> new Outcome("{\"errorType\":\"E\"}".getBytes(UTF_8), true, "failed\n");
      case "busy" ->
          throw new ForebayException(
              ErrorCode.TOO_MANY_INVOCATIONS, "All 10 places of busy are taken");
      default -> throw new IllegalStateException("a bug with a secret");
    };
  }

  @Override
  public void enqueue(String function, String eventId, byte[] event) {
    require(function);
    queued.add(function + " " + new String(event, UTF_8));
  }
}
