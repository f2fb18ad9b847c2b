package dev.forebay.server;

import dev.forebay.aws.lambda.Invocations;
import dev.forebay.functions.Functions;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Success;
import java.nio.charset.StandardCharsets;

/** The application's functions, as Lambda's API invokes them. */
record LambdaInvocations(Functions functions) implements Invocations {
  @Override
  public void require(String function) {
    functions.require(function);
  }

  @Override
  public Outcome invoke(String function, String requestId, byte[] event) {
    InvocationResult result = functions.invoke(function, requestId, event);
    return switch (result) {
      case Success success -> new Outcome(success.payload(), false, success.log());
      case Failure failure ->
          new Outcome(
              failure.error().toJson().getBytes(StandardCharsets.UTF_8), true, failure.log());
    };
  }

  @Override
  public void enqueue(String function, String eventId, byte[] event) {
    functions.enqueue(function, eventId, event);
  }
}
