package dev.forebay.functions.gateway;

import dev.forebay.auth.Principal.Role;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Success;
import dev.forebay.functions.source.RouteSettings;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.parts.PartRoute;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes HTTP routes of functions. */
public final class Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final GatewayErrors ERRORS = new GatewayErrors();

  private final Invoker invoker;
  private final InstantSource clock;

  /** Invokes a function by its name and waits for its result. */
  @FunctionalInterface
  public interface Invoker {
    /** The result; FB701 where there is no such function, FB708 where it is busy. */
    InvocationResult invoke(String function, String requestId, byte[] payload);
  }

  /** A gateway to the functions. */
  public Gateway(Invoker invoker, InstantSource clock) {
    this.invoker = invoker;
    this.clock = clock;
  }

  /** The route that these settings describe. */
  public PartRoute route(RouteSettings route) {
    return switch (route.key()) {
      case NONE ->
          new PartRoute.Open(
              new Route(route.method(), route.path(), request -> answer(route, request), ERRORS));
      case PUBLISHABLE -> keyed(route, Role.ANONYMOUS);
      case SECRET -> keyed(route, Role.SERVICE);
    };
  }

  private PartRoute keyed(RouteSettings route, Role role) {
    return new PartRoute.Keyed(
        route.method(), route.path(), role, (request, _) -> answer(route, request), ERRORS);
  }

  private Response answer(RouteSettings route, Request request) {
    String requestId = UUID.randomUUID().toString();
    byte[] event = HttpEvent.of(request, route, requestId, clock.instant());
    InvocationResult result = invoker.invoke(route.function(), requestId, event);
    return switch (result) {
      case Success success -> answer(route, requestId, success);
      case Failure failure -> throw logged(route, requestId, failure);
    };
  }

  private static Response answer(RouteSettings route, String requestId, Success success) {
    try {
      return HttpResult.toResponse(success.payload());
    } catch (ForebayException e) {
      LOG.error("{} {}: {}: {}", route.function(), requestId, e.getMessage(), e.detail());
      throw e;
    }
  }

  private static ForebayException logged(RouteSettings route, String requestId, Failure failure) {
    LOG.error("{} {}: {}", route.function(), requestId, failure.error().toJson());
    return failure.toException(route.function());
  }
}
