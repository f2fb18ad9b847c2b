package dev.forebay.functions.gateway;

import dev.forebay.auth.Authenticator;
import dev.forebay.auth.Policy;
import dev.forebay.auth.Principal.Role;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Success;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes HTTP routes of functions. */
public final class Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final Invoker invoker;
  private final Authenticator authenticator;
  private final Policy policy = new Policy();
  private final InstantSource clock;

  /** Invokes a function by its name and waits for its result. */
  @FunctionalInterface
  public interface Invoker {
    /** The result; FB701 where there is no such function, FB708 where it is busy. */
    InvocationResult invoke(String function, String requestId, byte[] payload);
  }

  /** A gateway to the functions. */
  public Gateway(Invoker invoker, Authenticator authenticator, InstantSource clock) {
    this.invoker = invoker;
    this.authenticator = authenticator;
    this.clock = clock;
  }

  /** The routes. */
  public List<Route> routes(List<RouteSettings> settings) {
    GatewayErrors errors = new GatewayErrors();
    return settings.stream()
        .map(
            route ->
                new Route(route.method(), route.path(), request -> answer(route, request), errors))
        .toList();
  }

  private Response answer(RouteSettings route, Request request) {
    authorize(route, request);
    String requestId = UUID.randomUUID().toString();
    byte[] event = HttpEvent.of(request, route, requestId, clock.instant());
    InvocationResult result = invoker.invoke(route.function(), requestId, event);
    return switch (result) {
      case Success success -> answer(route, requestId, success);
      case Failure failure -> throw logged(route, requestId, failure);
    };
  }

  private void authorize(RouteSettings route, Request request) {
    switch (route.key()) {
      case NONE -> {}
      case PUBLISHABLE -> policy.require(authenticator.authenticate(request), Role.ANONYMOUS);
      case SECRET -> policy.require(authenticator.authenticate(request), Role.SERVICE);
    }
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
