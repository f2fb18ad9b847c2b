package dev.forebay.functions.gateway;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP answer that a function's result stands for, format 2.0: {@code {"statusCode": 200,
 * "headers": {…}, "cookies": […], "body": "…", "isBase64Encoded": false}}. A result without a
 * status code is itself the body of a 200, as JSON.
 *
 * <p>FB705 where the result is no answer.
 */
final class HttpResult {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** What the listener sets by itself. */
  private static final Set<String> OURS =
      Set.of("content-length", "connection", "transfer-encoding", "keep-alive", "upgrade");

  private HttpResult() {}

  /** The answer. */
  static Response toResponse(byte[] payload) {
    JsonNode result = parse(payload);
    JsonNode status = result.get("statusCode");
    if (status == null) {
      return Response.of(200, "application/json", payload);
    }
    boolean hasType = hasHeader(result, "content-type");
    byte[] body = body(result);
    Response response =
        hasType || body.length == 0
            ? new Response(status(status), List.of(), new Response.Body.Bytes(body))
            : Response.of(status(status), "text/plain; charset=utf-8", body);
    for (Map.Entry<String, JsonNode> header : result.path("headers").properties()) {
      response = with(response, header.getKey(), header.getValue());
    }
    for (JsonNode cookie : result.path("cookies")) {
      response = with(response, "Set-Cookie", cookie);
    }
    return response;
  }

  private static Response with(Response response, String name, JsonNode node) {
    String value = text(node);
    if (value == null
        || !HEADER_NAME.matcher(name).matches()
        || value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      throw invalid("the header " + name + " cannot be sent", null);
    }
    return OURS.contains(name.toLowerCase(Locale.ROOT)) ? response : response.with(name, value);
  }

  private static JsonNode parse(byte[] payload) {
    JsonNode result;
    try {
      result = JSON.readTree(payload);
    } catch (JacksonException e) {
      throw invalid("it is not JSON", e);
    }
    if (result.isMissingNode()) {
      throw invalid("it is empty", null);
    }
    return result;
  }

  private static int status(JsonNode node) {
    String text = text(node);
    if (text == null || !text.matches("[1-5][0-9][0-9]")) {
      throw invalid("statusCode is not an HTTP status", null);
    }
    return Integer.parseInt(text);
  }

  private static byte[] body(JsonNode result) {
    JsonNode body = result.path("body");
    if (body.isMissingNode() || body.isNull()) {
      return new byte[0];
    }
    String text = text(body);
    if (text == null) {
      throw invalid("body is not a string", null);
    }
    try {
      return result.path("isBase64Encoded").asBoolean(false)
          ? Base64.getDecoder().decode(text)
          : text.getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid("body is not base64", e);
    }
  }

  private static boolean hasHeader(JsonNode result, String name) {
    return result.path("headers").propertyNames().stream().anyMatch(name::equalsIgnoreCase);
  }

  private static @Nullable String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asString() : null;
  }

  private static ForebayException invalid(String reason, @Nullable Throwable cause) {
    return new ForebayException(
        ErrorCode.INVALID_FUNCTION_RESPONSE,
        "The function's answer cannot be sent",
        reason,
        null,
        cause);
  }
}
