package dev.forebay.storage.s3;

import dev.forebay.http.server.StatusTimers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Measures requests to their end, by what they do, and never by what they name. */
final class MeasuredHandler extends Handler.Wrapper {
  /** What a request does, as the label says it. */
  enum Operation {
    GET,
    LIST,
    HEAD,
    PUT,
    POST,
    DELETE,
    OTHER;

    static Operation of(String method, String path) {
      return switch (HttpMethod.fromString(method)) {
        case GET -> namesObject(path) ? GET : LIST;
        case HEAD -> HEAD;
        case PUT -> PUT;
        case POST -> POST;
        case DELETE -> DELETE;
        case null, default -> OTHER;
      };
    }

    /** {@code /bucket/key}, and not {@code /bucket} or {@code /bucket/}. */
    private static boolean namesObject(String path) {
      int slash = path.indexOf('/', 1);
      return slash > 0 && slash < path.length() - 1;
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Operation, StatusTimers> timers = new EnumMap<>(Operation.class);
  private final Counter received;
  private final Counter sent;

  MeasuredHandler(Handler handler, MeterRegistry meters) {
    super(handler);
    for (Operation operation : Operation.values()) {
      timers.put(operation, timers(meters, operation));
    }
    received = bytes(meters, "received");
    sent = bytes(meters, "sent");
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Request.addCompletionListener(request, failure -> ended(request, response, failure == null));
    return super.handle(request, response, callback);
  }

  private void ended(Request request, Response response, boolean whole) {
    Operation operation =
        Operation.of(
            request.getMethod(), Objects.requireNonNullElse(request.getHttpURI().getPath(), ""));
    Objects.requireNonNull(timers.get(operation))
        .record(whole ? response.getStatus() : 0, System.nanoTime() - request.getHeadersNanoTime());
    received.increment((double) Math.max(0, Request.getContentBytesRead(request)));
    sent.increment((double) Math.max(0, Response.getContentBytesWritten(response)));
  }

  private static StatusTimers timers(MeterRegistry meters, Operation operation) {
    return new StatusTimers(
        meters,
        Timer.builder("forebay.storage.request.duration")
            .description("S3 requests, from their headers to the last byte of their answer.")
            .tag("operation", operation.label()));
  }

  private static Counter bytes(MeterRegistry meters, String direction) {
    return Counter.builder("forebay.storage." + direction)
        .baseUnit("bytes")
        .description("Bytes of bodies " + direction + ".")
        .register(meters);
  }
}
