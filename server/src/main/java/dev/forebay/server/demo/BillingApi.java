package dev.forebay.server.demo;

import dev.forebay.client.Json;
import dev.forebay.server.run.RunFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The billing application's routes, called as any client would. */
final class BillingApi {
  private final HttpClient http = HttpClient.newHttpClient();
  private final RunFile run;

  BillingApi(RunFile run) {
    this.run = run;
  }

  /** An answer: its status and its JSON body. */
  record Answer(int status, JsonNode body) {
    /** The body, where the status is the one that the story expects. */
    JsonNode expect(int expected) {
      if (status != expected) {
        throw new WrongTurnException(
            "expected status " + expected + ", got " + status + ": " + body);
      }
      return body;
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  Answer post(String path) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.noBody()).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(run.url() + path))
        .timeout(Duration.ofSeconds(30))
        .header("apikey", run.secretKey().value());
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), Json.read(response.body()));
  }
}
