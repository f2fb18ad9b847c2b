package dev.forebay.functions.gateway;

import static java.util.stream.Collectors.toMap;

import dev.forebay.functions.source.RouteSettings;
import dev.forebay.http.Request;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * API Gateway's event for an HTTP request, payload format 2.0: what a handler reads as {@code
 * APIGatewayV2HTTPEvent}.
 *
 * <p>Source: Amazon API Gateway, "Create AWS Lambda proxy integrations for HTTP APIs".
 */
final class HttpEvent {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final DateTimeFormatter COMMON_LOG =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Other bodies are sent in base64, as API Gateway does. */
  private static final Pattern TEXT =
      Pattern.compile(
          "text/.*|application/(json|xml|javascript|[^;]*\\+(json|xml))", Pattern.CASE_INSENSITIVE);

  private HttpEvent() {}

  /** The event as JSON. */
  static byte[] of(Request request, RouteSettings route, String requestId, Instant now) {
    String routeKey = route.method() + " " + route.path().replace("...}", "+}");
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "2.0");
    event.put("routeKey", routeKey);
    event.put("rawPath", request.path());
    event.put("rawQueryString", request.rawQuery());
    putUnlessEmpty(event, "cookies", cookies(request));
    event.put("headers", headers(request));
    putUnlessEmpty(event, "queryStringParameters", query(request));
    event.put("requestContext", context(request, routeKey, requestId, now));
    putUnlessEmpty(event, "pathParameters", new TreeMap<>(request.pathParameters()));
    putBody(event, request);
    return JSON.writeValueAsBytes(event);
  }

  private static Map<String, Object> context(
      Request request, String routeKey, String requestId, Instant now) {
    Map<String, Object> http = new LinkedHashMap<>();
    http.put("method", request.method());
    http.put("path", request.path());
    http.put("protocol", "HTTP/1.1");
    http.put("sourceIp", request.remoteAddress());
    http.put("userAgent", request.header("user-agent").orElse(""));
    String domain = request.header("host").orElse("");
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("accountId", "000000000000");
    context.put("apiId", "forebay");
    context.put("domainName", domain);
    context.put("domainPrefix", domain.split("[.:]", 2)[0]);
    context.put("http", http);
    context.put("requestId", requestId);
    context.put("routeKey", routeKey);
    context.put("stage", "$default");
    context.put("time", COMMON_LOG.format(now));
    context.put("timeEpoch", now.toEpochMilli());
    return context;
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new TreeMap<>();
    request.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
    headers.remove("cookie");
    return headers;
  }

  private static List<String> cookies(Request request) {
    return request.headers().getOrDefault("cookie", List.of()).stream()
        .flatMap(line -> Arrays.stream(line.split(";")))
        .map(String::strip)
        .filter(cookie -> !cookie.isEmpty())
        .toList();
  }

  private static Map<String, String> query(Request request) {
    return request.query().stream()
        .collect(
            toMap(
                Request.QueryParameter::name,
                Request.QueryParameter::value,
                (first, second) -> first + "," + second,
                LinkedHashMap::new));
  }

  private static void putBody(Map<String, Object> event, Request request) {
    byte[] body = request.body();
    boolean text = isText(request) && isUtf8(body);
    if (body.length > 0) {
      event.put(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0 && !text);
  }

  private static boolean isText(Request request) {
    String type = request.header("content-type").orElse("text/plain");
    return TEXT.matcher(type.split(";", 2)[0].strip()).matches();
  }

  private static boolean isUtf8(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static void putUnlessEmpty(Map<String, Object> event, String key, Object value) {
    boolean empty = value instanceof List<?> list ? list.isEmpty() : ((Map<?, ?>) value).isEmpty();
    if (!empty) {
      event.put(key, value);
    }
  }
}
