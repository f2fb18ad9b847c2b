package dev.forebay.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.Handler;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How connections live and end: idle, slow, cut, drained. */
final class ConnectionTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(300);

  /** Long enough to send a request in, even on a machine that is busy. */
  private static final Duration UNHURRIED = Duration.ofSeconds(2);

  private static final String GET = "GET /quick HTTP/1.1\nHost: a\n\n";

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private final List<Route> routes =
      List.of(
          route("/quick", _ -> Response.json(200, "{}".getBytes(StandardCharsets.UTF_8))),
          route("/blocked", _ -> blocked()),
          route("/body", request -> Response.json(200, request.body())),
          route("/endless", _ -> Response.stream(200, "text/plain", ConnectionTest::writeForever)),
          route("/cut", _ -> Response.stream(200, "text/plain", out -> failAfter(1 << 20, out))),
          route("/failed", _ -> Response.stream(200, "text/plain", out -> failAfter(10, out))));

  @Test
  void idleConnections_aThousand_disturbNobody() throws Exception {
    List<RawClient> idle = new ArrayList<>();
    try (HttpServer server = HttpServer.start(HttpSettings.onPort(0), routes)) {
      for (int i = 0; i < 1000; i++) {
        idle.add(new RawClient(server.port()));
      }
      for (int i = 0; i < 50; i++) {
        try (RawClient client = new RawClient(server.port())) {
          assertThat(client.send(GET).readAnswer()).startsWith("HTTP/1.1 200 ");
        }
      }
      for (RawClient client : idle) {
        assertThat(client.send(GET).readAnswer()).startsWith("HTTP/1.1 200 ");
      }
    } finally {
      for (RawClient client : idle) {
        client.close();
      }
    }
  }

  @Test
  void idleConnection_afterItsTimeout_isClosed() throws Exception {
    try (HttpServer server = start(UNHURRIED, LONG);
        RawClient fresh = new RawClient(server.port());
        RawClient used = new RawClient(server.port())) {
      assertThat(used.send(GET).readAnswer()).startsWith("HTTP/1.1 200 ");
      assertThat(fresh.readToTheEnd()).isEmpty();
      assertThat(used.readToTheEnd()).isEmpty();
    }
  }

  @Test
  void halfAHead_afterTheClientTimeout_isClosed() throws Exception {
    try (HttpServer server = start(LONG, SHORT);
        RawClient line = new RawClient(server.port());
        RawClient headers = new RawClient(server.port())) {
      line.send("GET /qui");
      headers.send("GET /quick HTTP/1.1\nHost: a\nX-");
      assertThat(line.readToTheEnd()).doesNotContain("200");
      assertThat(headers.readToTheEnd()).doesNotContain("200");
    }
  }

  @Test
  void halfABody_afterTheClientTimeout_isClosed() throws Exception {
    try (HttpServer server = start(LONG, SHORT);
        RawClient client = new RawClient(server.port())) {
      client.send("POST /body HTTP/1.1\nHost: a\nContent-Length: 10\n\nhalf");
      assertThat(client.readToTheEnd()).doesNotContain("200");
    }
  }

  @Test
  void answerThatNobodyReads_afterTheClientTimeout_isCutOff() throws Exception {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Route route =
        route("/endless", _ -> Response.stream(200, "text/plain", out -> noteEnd(out, ended)));
    try (HttpServer server =
            HttpServer.start(HttpTestSettings.with(LONG, SHORT, LONG), List.of(route));
        RawClient client = new RawClient(server.port())) {
      client.send("GET /endless HTTP/1.1\nHost: a\n\n");
      assertThat(ended.get(30, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void handlerThatTakesItsTime_isNotCutByTheClientsTimeout() throws Exception {
    try (HttpServer server = start(UNHURRIED, SHORT);
        RawClient client = new RawClient(server.port());
        RawClient idle = new RawClient(server.port())) {
      client.send("GET /blocked HTTP/1.1\nHost: a\n\n");
      assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(idle.readToTheEnd()).isEmpty();
      released.countDown();
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void stream_thatFailsAfterItsFirstBytes_isCutOff() throws Exception {
    try (HttpServer server = HttpServer.start(HttpSettings.onPort(0), routes);
        RawClient client = new RawClient(server.port())) {
      client.send("GET /cut HTTP/1.1\nHost: a\n\n");
      assertThat(client.readToTheEnd())
          .startsWith("HTTP/1.1 200 ")
          .contains("Transfer-Encoding: chunked\r\n")
          .doesNotContain("FB900")
          .doesNotEndWith("0\r\n\r\n");
    }
  }

  @Test
  void stream_thatFailsBeforeAnyByteLeft_isAnError() throws Exception {
    try (HttpServer server = HttpServer.start(HttpSettings.onPort(0), routes);
        RawClient client = new RawClient(server.port())) {
      client.send("GET /failed HTTP/1.1\nHost: a\n\n");
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 503 ").contains("\"FB401\"");
      assertThat(client.send(GET).readAnswer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void clientsThatGoAway_leaveNoTraceInTheLog() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    try (HttpServer server = HttpServer.start(HttpSettings.onPort(0), routes)) {
      leaveAfter(server, "GET /qui");
      leaveAfter(server, "GET /quick HTTP/1.1\nHost: a\nX-");
      leaveAfter(server, "POST /body HTTP/1.1\nHost: a\nContent-Length: 10\n\nhalf");
      leaveAfter(server, "POST /body HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n5\nab");
      try (RawClient client = new RawClient(server.port())) {
        client.send("GET /endless HTTP/1.1\nHost: a\n\n").readHead();
      }
    }
    root.detachAppender(log);
    assertThat(log.list).isEmpty();
  }

  @Test
  void close_waitsForRunningRequestsAndEndsIdleConnections() throws Exception {
    HttpServer server = HttpServer.start(HttpTestSettings.with(LONG, LONG, LONG), routes);
    try (RawClient running = new RawClient(server.port());
        RawClient idle = new RawClient(server.port())) {
      assertThat(idle.send(GET).readAnswer()).startsWith("HTTP/1.1 200 ");
      running.send("GET /blocked HTTP/1.1\nHost: a\n\n");
      assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
      assertThat(idle.readToTheEnd()).isEmpty();
      assertThat(closing).isNotDone();

      released.countDown();
      assertThat(running.readToTheEnd())
          .startsWith("HTTP/1.1 200 ")
          .contains("Connection: close\r\n")
          .endsWith("released");
      closing.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void close_afterTheDrainTimeout_endsWhatStillRuns() throws Exception {
    HttpServer server = HttpServer.start(HttpTestSettings.with(LONG, LONG, SHORT), routes);
    try (RawClient running = new RawClient(server.port())) {
      running.send("GET /blocked HTTP/1.1\nHost: a\n\n");
      assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
      server.close();
      assertThat(running.readToTheEnd()).doesNotContain("200");
    }
  }

  @Test
  void requests_overTheLimit_areFb109() throws Exception {
    try (HttpServer server = HttpServer.start(HttpTestSettings.withMaxRequests(1), routes);
        RawClient running = new RawClient(server.port());
        RawClient refused = new RawClient(server.port())) {
      running.send("GET /blocked HTTP/1.1\nHost: a\n\n");
      assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(refused.send(GET).readAnswer())
          .startsWith("HTTP/1.1 503 ")
          .contains("Retry-After: 1\r\n")
          .contains("\"FB109\"");
      released.countDown();
      assertThat(running.readAnswer()).startsWith("HTTP/1.1 200 ");
    }
  }

  private HttpServer start(Duration idle, Duration client) {
    return HttpServer.start(HttpTestSettings.with(idle, client, LONG), routes);
  }

  private static void leaveAfter(HttpServer server, String text) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send(text);
    }
  }

  private Response blocked() {
    entered.countDown();
    try {
      released.await();
      return Response.of(200, "text/plain", "released".getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      throw new ForebayException(ErrorCode.OVERLOADED, "interrupted", e);
    }
  }

  private static void writeForever(OutputStream out) throws IOException {
    while (true) {
      out.write(new byte[10_000]);
    }
  }

  private static void noteEnd(OutputStream out, CompletableFuture<Throwable> ended) {
    try {
      writeForever(out);
    } catch (IOException e) {
      ended.complete(e);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      ended.complete(e);
      throw e;
    }
  }

  private static void failAfter(int bytes, OutputStream out) throws IOException {
    byte[] part = new byte[10];
    for (int written = 0; written < bytes; written += part.length) {
      out.write(part);
    }
    throw new ForebayException(ErrorCode.DATABASE_UNAVAILABLE, "The database went away.");
  }

  private static Route route(String path, Handler handler) {
    return new Route("*", path, handler, new JsonErrors());
  }
}
