package dev.forebay.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The data API's requests and answers on the wire. */
final class TableApi {
  private final Transport transport;
  private final URI url;
  private final String key;

  TableApi(Transport transport, URI url, String key) {
    this.transport = transport;
    this.url = url;
    this.key = key;
  }

  Rows get(String path) {
    return rows(transport.sendSafely(request(path).GET().build(), BodyHandlers.ofByteArray()));
  }

  Rows write(String method, String path, @Nullable JsonNode body) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Prefer", "return=representation")
            .method(method, publisher(body))
            .build();
    return rows(transport.send(request, BodyHandlers.ofByteArray()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .header("apikey", key)
        .header("Accept", "application/json");
  }

  private static BodyPublisher publisher(@Nullable JsonNode body) {
    return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body));
  }

  private static Rows rows(HttpResponse<byte[]> response) {
    if (response.statusCode() / 100 != 2) {
      throw error(response);
    }
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode row : body(response)) {
      rows.add(row.asObject());
    }
    return new Rows(rows, source(response));
  }

  private static JsonNode body(HttpResponse<byte[]> response) {
    try {
      return Json.read(response.body());
    } catch (JacksonException e) {
      throw new ForebayClientException("the answer's body is not JSON", e);
    }
  }

  private static Rows.Source source(HttpResponse<?> response) {
    boolean hit = response.headers().firstValue("Cache-Status").filter(TableApi::isHit).isPresent();
    return hit ? Rows.Source.CACHE : Rows.Source.DATABASE;
  }

  /** Whether a Cache-Status such as {@code Forebay; hit; ttl=10} has the parameter hit. */
  private static boolean isHit(String cacheStatus) {
    return List.of(cacheStatus.split("\\s*;\\s*", -1)).contains("hit");
  }

  private static ForebayClientException error(HttpResponse<byte[]> response) {
    JsonNode body;
    try {
      body = Json.read(response.body());
    } catch (JacksonException e) {
      body = Json.object();
    }
    String message = text(body, "message");
    return new ForebayClientException(
        response.statusCode(),
        text(body, "code"),
        message == null ? "Forebay answered " + response.statusCode() : message,
        text(body, "details"),
        text(body, "hint"));
  }

  private static @Nullable String text(JsonNode body, String field) {
    JsonNode value = body.get(field);
    return value == null || value.isNull() ? null : value.asString();
  }
}
