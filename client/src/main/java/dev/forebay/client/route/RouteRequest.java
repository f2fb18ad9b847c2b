package dev.forebay.client.route;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.forebay.client.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A request to a route, of which each part is checked when it is asked for. */
public final class RouteRequest {
  private static final int MOST_DIGITS = 18;

  private final APIGatewayV2HTTPEvent event;

  RouteRequest(APIGatewayV2HTTPEvent event) {
    this.event = event;
  }

  /**
   * The number in the path that the route's template names, such as {@code {id}}.
   *
   * @throws RouteException 400 where it is not a whole number of at most 18 digits
   */
  public long id(String name) {
    String text = value(event.getPathParameters(), name).orElse("");
    if (!text.matches("[0-9]{1," + MOST_DIGITS + "}")) {
      throw RouteException.badRequest(
          name + " must be a whole number of at most " + MOST_DIGITS + " digits");
    }
    return Long.parseLong(text);
  }

  /** A parameter of the query. */
  public Optional<String> query(String name) {
    return value(event.getQueryStringParameters(), name);
  }

  /**
   * The body.
   *
   * @throws RouteException 400 where it is not JSON
   */
  public JsonNode body() {
    String text = text();
    if (text.isBlank()) {
      throw RouteException.badRequest("The body is empty, JSON is expected");
    }
    try {
      return Json.read(text);
    } catch (JacksonException e) {
      throw RouteException.badRequest("The body is not valid JSON" + place(e));
    }
  }

  private String text() {
    String body = event.getBody();
    if (body == null) {
      return "";
    }
    return event.getIsBase64Encoded() ? utf8(Base64.getDecoder().decode(body)) : body;
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw RouteException.badRequest("The body is not UTF-8");
    }
  }

  private static String place(JacksonException e) {
    return e.getLocation() == null
        ? ""
        : " (line %d, column %d)"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  private static Optional<String> value(@Nullable Map<String, String> values, String name) {
    return Optional.ofNullable(values).map(all -> all.get(name));
  }
}
