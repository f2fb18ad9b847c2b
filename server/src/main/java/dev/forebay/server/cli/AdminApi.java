package dev.forebay.server.cli;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.server.run.RunFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the running application with its secret key. */
final class AdminApi {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunFile run;

  AdminApi(RunFile run) {
    this.run = run;
  }

  /** A text as a part of a path or of a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  JsonNode get(String path) {
    return send(request(path).GET().build());
  }

  JsonNode post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()).build());
  }

  JsonNode delete(String path) {
    return send(request(path).DELETE().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(run.url() + path))
        .timeout(DEADLINE)
        .header("apikey", run.secretKey().value());
  }

  private JsonNode send(HttpRequest request) {
    HttpResponse<String> response = exchange(request);
    JsonNode body = JSON.readTree(response.body().isEmpty() ? "null" : response.body());
    if (response.statusCode() >= 300) {
      throw new ForebayException(
          codeOf(body.path("code").asString("")),
          body.path("message").asString("The application answered " + response.statusCode()),
          null,
          body.path("hint").isString() ? body.path("hint").asString() : null,
          null);
    }
    return body;
  }

  private static ErrorCode codeOf(String code) {
    return Arrays.stream(ErrorCode.values())
        .filter(known -> known.code().equals(code))
        .findFirst()
        .orElse(ErrorCode.INTERNAL);
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ForebayException(
          ErrorCode.NOT_RUNNING, "The application at " + run.url() + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ForebayException(ErrorCode.NOT_RUNNING, "Interrupted", e);
    }
  }
}
