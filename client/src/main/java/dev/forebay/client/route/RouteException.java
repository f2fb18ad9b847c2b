package dev.forebay.client.route;

import java.util.Objects;

/** Ends a route's work with an error answer: {@code {"error": message}} under this status. */
public final class RouteException extends RuntimeException {
  private final int status;

  /** An error for the client to see; the message says what is wrong with the request. */
  public RouteException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** 400: the request is wrong. */
  public static RouteException badRequest(String message) {
    return new RouteException(400, message);
  }

  /** 404: there is no such thing. */
  public static RouteException notFound() {
    return new RouteException(404, "Not found");
  }

  /** 409: the thing is not in a state for this. */
  public static RouteException conflict(String message) {
    return new RouteException(409, message);
  }

  /** What the client is told; never null here. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
