package dev.forebay.parts;

import dev.forebay.auth.Principal;
import dev.forebay.auth.Principal.Role;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;

/** A route, and who may call it; {@link Guard} sees to that. */
public sealed interface PartRoute {
  /** Anybody may. */
  record Open(Route route) implements PartRoute {}

  /**
   * Only the holder of a key.
   *
   * @param method the HTTP method in capitals
   * @param path a template, as {@link Route} has it
   * @param role what the key must stand for at least
   * @param handler what answers
   * @param errors how errors are written, also those of a missing or unfit key
   */
  record Keyed(String method, String path, Role role, KeyedHandler handler, ErrorMapper errors)
      implements PartRoute {}

  /** Answers the request of somebody who is known. */
  @FunctionalInterface
  interface KeyedHandler {
    /** The answer; errors are a {@link dev.forebay.base.ForebayException}. */
    Response handle(Request request, Principal who);
  }
}
