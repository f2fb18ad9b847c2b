package dev.forebay.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.forebay.http.Handler;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpMetersTest {
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final CountDownLatch held = new CountDownLatch(1);
  private final HttpServer server =
      HttpServer.start(
          HttpSettings.onPort(0),
          List.of(head -> claim(head.rawPath())),
          List.of(
              route("GET", "/items/{id}", _ -> Response.status(204)),
              route("*", "/any", _ -> Response.status(204)),
              route("GET", "/held", _ -> held()),
              route("GET", "/broken", _ -> broken())),
          meters);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void requests_ofOneRoute_areOneTimerWhateverTheirPath() throws Exception {
    send("GET", "/items/1");
    send("GET", "/items/2?x=1");

    awaitCount(2, "GET", "/items/{id}", "2xx");
    assertThat(meters.find("forebay.http.request.duration").timers()).hasSize(1);
  }

  @Test
  void requests_withoutARoute_areOneTimerForEachStatus() throws Exception {
    send("GET", "/nowhere");
    send("GET", "/elsewhere");
    send("POST", "/items/1");

    awaitCount(2, "GET", "none", "4xx");
    awaitCount(1, "POST", "none", "4xx");
  }

  @Test
  void requests_ofAnEdge_areOneTimer() throws Exception {
    send("GET", "/edge/1");
    send("GET", "/edge/2");

    awaitCount(2, "GET", "edge", "2xx");
  }

  @Test
  void methods_thatNobodyKnows_areOther() throws Exception {
    send("BREW", "/any");
    send("STEEP", "/any");

    awaitCount(2, "other", "/any", "2xx");
  }

  @Test
  void answer_thatBreaksOff_isCut() {
    assertThatIOException().isThrownBy(() -> send("GET", "/broken"));

    awaitCount(1, "GET", "/broken", "cut");
  }

  @Test
  void gauges_whileARequestIsAnswered_countItAndItsConnection() {
    var answer = client.sendAsync(request("GET", "/held"), BodyHandlers.ofString());

    await(() -> gauge("requests.in.flight") == 1);
    assertThat(gauge("connections")).isEqualTo(1);

    held.countDown();
    answer.join();
    await(() -> gauge("requests.in.flight") == 0);
  }

  private void awaitCount(int count, String method, String route, String status) {
    await(
        () -> {
          Timer timer =
              meters
                  .find("forebay.http.request.duration")
                  .tags("method", method, "route", route, "status", status)
                  .timer();
          return timer != null && timer.count() == count;
        });
  }

  /** Counted is what has been answered, a moment after the client has seen that. */
  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private double gauge(String name) {
    Gauge gauge = meters.get("forebay.http." + name).gauge();
    return gauge.value();
  }

  private void send(String method, String path) throws IOException, InterruptedException {
    client.send(request(method, path), BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .method(method, BodyPublishers.noBody())
        .build();
  }

  private Response held() {
    try {
      held.await();
      return Response.status(204);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Response broken() {
    return Response.stream(
        200,
        "text/plain",
        out -> {
          for (int i = 0; i < 100; i++) {
            out.write("begun".repeat(1000).getBytes(StandardCharsets.UTF_8));
          }
          throw new IOException("broken");
        });
  }

  private static Optional<Route> claim(String path) {
    return path.startsWith("/edge/")
        ? Optional.of(route("GET", path, _ -> Response.status(204)))
        : Optional.empty();
  }

  private static Route route(String method, String path, Handler handler) {
    return new Route(method, path, handler, new JsonErrors());
  }
}
