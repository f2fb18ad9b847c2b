package dev.forebay.aws.lambda;

import dev.forebay.aws.AwsCall;
import dev.forebay.aws.AwsOperation;
import dev.forebay.aws.AwsService;
import dev.forebay.aws.PathPattern;
import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.AwsProtocol;
import dev.forebay.base.ForebayException;
import dev.forebay.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Lambda's Invoke.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class LambdaService implements AwsService {
  private static final PathPattern INVOCATIONS =
      PathPattern.of("/2015-03-31/functions/{FunctionName}/invocations");
  private static final int LOG_TAIL = 4 << 10;

  private final Invocations invocations;

  /** Lambda over these functions. */
  public LambdaService(Invocations invocations) {
    this.invocations = invocations;
  }

  @Override
  public String name() {
    return "lambda";
  }

  /** Whatever type a client gives its event, such as curl's form. */
  @Override
  public Optional<AwsProtocol> protocol() {
    return Optional.of(AwsProtocol.REST_JSON);
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(new AwsOperation.At("Invoke", "POST", INVOCATIONS, this::invoke));
  }

  @Override
  public AwsException error(ForebayException e) {
    return LambdaErrors.of(e);
  }

  private Response invoke(AwsCall call) {
    String function = function(call);
    String type = call.request().header("x-amz-invocation-type").orElse("RequestResponse");
    try {
      return switch (type) {
        case "RequestResponse" -> await(call, function, Events.of(call.body(), Events.AWAITED));
        case "Event" -> enqueue(call, function, Events.of(call.body(), Events.QUEUED));
        case "DryRun" -> dryRun(function);
        default ->
            throw LambdaErrors.invalid("InvocationType must be RequestResponse, Event or DryRun.");
      };
    } catch (ForebayException e) {
      throw LambdaErrors.of(e);
    }
  }

  private Response await(AwsCall call, String function, byte[] event) {
    Invocations.Outcome outcome = invocations.invoke(function, call.id(), event);
    Response answer =
        Response.of(200, "application/json", outcome.payload())
            .with("X-Amz-Executed-Version", FunctionReference.LATEST);
    if (outcome.failed()) {
      answer = answer.with("X-Amz-Function-Error", "Unhandled");
    }
    boolean tail = call.request().header("x-amz-log-type").filter("Tail"::equals).isPresent();
    return tail ? answer.with("X-Amz-Log-Result", tail(outcome.log())) : answer;
  }

  private Response enqueue(AwsCall call, String function, byte[] event) {
    invocations.enqueue(function, call.id(), event);
    return Response.status(202);
  }

  private Response dryRun(String function) {
    invocations.require(function);
    return Response.status(204);
  }

  private static String function(AwsCall call) {
    String text = call.parameters().getOrDefault("FunctionName", "");
    FunctionReference reference = FunctionReference.of(text, call.request());
    if (!reference.qualifier().equals(FunctionReference.LATEST)) {
      throw LambdaErrors.notFound(
          "Function not found: %s:%s. The one version is $LATEST."
              .formatted(reference.name(), reference.qualifier()));
    }
    return reference.name();
  }

  /** The last 4 KB, as Lambda has it. */
  private static String tail(String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, bytes.length - LOG_TAIL);
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
