package dev.forebay.functions;

import dev.forebay.auth.Principal.Role;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.Handler;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.jobs.DeadLetters;
import dev.forebay.jobs.table.DeadLetter;
import dev.forebay.parts.PartRoute;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Invocations and dead letters over HTTP, for the holder of the secret key. */
final class AdminRoutes {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String LETTERS = "/functions/v1/dead-letters";
  private static final int DEFAULT_LIMIT = 100;

  private final DeadLetters letters;
  private final InvocationRoute invocations;
  private final ErrorMapper errors = new JsonErrors();

  AdminRoutes(DeadLetters letters, InvocationRoute invocations) {
    this.letters = letters;
    this.invocations = invocations;
  }

  List<PartRoute> routes() {
    return List.of(
        route("POST", "/functions/v1/{name}/invocations", invocations::invoke),
        route("GET", LETTERS, this::list),
        route("GET", LETTERS + "/{id}", this::get),
        route("DELETE", LETTERS + "/{id}", this::delete),
        route("POST", LETTERS + "/{id}/replay", this::replay));
  }

  private PartRoute route(String method, String path, Handler handler) {
    return new PartRoute.Keyed(
        method, path, Role.SERVICE, (request, _) -> handler.handle(request), errors);
  }

  private Response list(Request request) {
    int limit = (int) parameter(request, "limit").orElse(DEFAULT_LIMIT);
    List<Map<String, @Nullable Object>> page =
        letters.list(limit, parameter(request, "before")).stream()
            .map(AdminRoutes::summary)
            .toList();
    return json(page);
  }

  private Response get(Request request) {
    DeadLetter.Content content = letters.get(id(request));
    Map<String, @Nullable Object> json = summary(content.letter());
    json.put("event", event(content.payload()));
    json.put("error", JSON.readTree(content.error()));
    json.put("log", content.log());
    return json(json);
  }

  private Response replay(Request request) {
    return json(Map.of("eventId", letters.replay(id(request))));
  }

  private Response delete(Request request) {
    letters.delete(id(request));
    return Response.status(204);
  }

  private static Map<String, @Nullable Object> summary(DeadLetter letter) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", letter.id());
    json.put("function", letter.function());
    json.put("eventId", letter.eventId());
    json.put("errorType", letter.errorType());
    json.put("errorMessage", letter.errorMessage());
    json.put("attempts", letter.attempts());
    json.put("receivedAt", letter.receivedAt().toString());
    json.put("lastFailedAt", letter.lastFailedAt().toString());
    json.put(
        "replayedAt", Optional.ofNullable(letter.replayedAt()).map(Object::toString).orElse(null));
    return json;
  }

  /** An event is JSON, unless it was for a stream handler that reads something else. */
  private static Object event(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (JacksonException e) {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  private static OptionalLong parameter(Request request, String name) {
    return request.query().stream()
        .filter(parameter -> parameter.name().equals(name))
        .mapToLong(parameter -> number(name, parameter.value()))
        .findFirst();
  }

  private static long id(Request request) {
    return number("id", request.pathParameter("id"));
  }

  private static long number(String name, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new ForebayException(ErrorCode.MALFORMED_QUERY, name + " must be a number");
    }
    return Long.parseLong(text);
  }

  private static Response json(Object value) {
    return Response.json(200, JSON.writeValueAsBytes(value));
  }
}
