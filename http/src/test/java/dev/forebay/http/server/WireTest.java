package dev.forebay.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.config.DataSize;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may come over a socket that no HTTP client would send. */
@TestInstance(Lifecycle.PER_CLASS)
final class WireTest {
  private static final int LIMIT = 100_000;
  private static final String MALFORMED = "\"code\":\"FB100\"";

  private final ErrorMapper own =
      error ->
          Response.json(
              error.code().httpStatus(),
              ("{\"error\":\"" + error.code().code() + "\"}").getBytes(StandardCharsets.UTF_8));
  private final HttpServer server =
      HttpServer.start(
          HttpTestSettings.with(new DataSize(LIMIT)),
          List.of(
              new Route("*", "/length", WireTest::length, new JsonErrors()),
              new Route("POST", "/own", WireTest::length, own),
              new Route("POST", "/unread", _ -> Response.status(200), new JsonErrors()),
              new Route("GET", "/query", WireTest::query, new JsonErrors())));

  @BeforeAll
  void serverListens() {
    assertThat(server.port()).isPositive();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\n\n",
        "GET\n\n",
        "GET  HTTP/1.1\n\n",
        "GET /length\n\n",
        "GET /length HTTP/1.0\n\n",
        "GET /length HTTP/9.9\nHost: a\n\n",
        "GET /length HTTP/1.1\nHost: a\nNo colon\n\n",
        "GET /length HTTP/1.1\nHost: a\nA b: c\n\n",
        "GET /length HTTP/1.1\nHost: a\nX: \u0000\n\n",
        "GET /length HTTP/1.1\n\n",
        "GET /length HTTP/1.1\nHost: a\nHost: b\n\n",
        "GET length HTTP/1.1\nHost: a\n\n",
        "GET http://a/length HTTP/1.1\nHost: a\n\n",
        "GET /le\u0000ngth HTTP/1.1\nHost: a\n\n",
        "GET /le\tngth HTTP/1.1\nHost: a\n\n",
        "GET /l\u00e9ngth HTTP/1.1\nHost: a\n\n",
        "GET /%00 HTTP/1.1\nHost: a\n\n",
        "GET /%GG HTTP/1.1\nHost: a\n\n",
        "GET /% HTTP/1.1\nHost: a\n\n",
        "GET /%C0%AF HTTP/1.1\nHost: a\n\n",
        "GET /query?a=%C0%AF HTTP/1.1\nHost: a\n\n",
        "GET /query?a=\u0001 HTTP/1.1\nHost: a\n\n",
        "GET /query?a=\u00e9 HTTP/1.1\nHost: a\n\n",
        "POST /length HTTP/1.1\nHost: a\nContent-Length: x\n\n",
        "POST /length HTTP/1.1\nHost: a\nContent-Length: -1\n\n",
        "POST /length HTTP/1.1\nHost: a\nContent-Length: 1\nContent-Length: 2\n\nab",
        "POST /length HTTP/1.1\nHost: a\nContent-Length: 1\nTransfer-Encoding: chunked\n\n0\n\n",
        "POST /length HTTP/1.1\nHost: a\nTransfer-Encoding: gzip\n\n",
        "POST /length HTTP/1.1\nHost: a\nTransfer-Encoding: chunked, chunked\n\n0\n\n",
        "POST /length HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\nxyz\n",
        "POST /length HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n-5\nabcde\n0\n\n",
        "POST /length HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n0\nno end\n"
      })
  void malformedRequest_isFb100(String request) throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      String answer = client.send(request).readAnswer();
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains(MALFORMED);
      assertThat(answer).contains("Content-Type: application/json; charset=utf-8\r\n");
      assertThat(answer).contains("Access-Control-Allow-Origin: *\r\n");
    }
    assertStillServing();
  }

  @Test
  void lineEndings_withoutCarriageReturn_areFb100() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      assertThat(client.sendExactly("GET /length HTTP/1.1\nHost: a\n\n").readAnswer())
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void query_withCharactersThatPeopleDoNotEncode_isRead() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /query?select=a->b->>\"c\",{d}|^`[e] HTTP/1.1\nHost: a\n\n");
      assertThat(client.readAnswer()).endsWith("select=a->b->>\"c\",{d}|^`[e]");
    }
  }

  @Test
  void url_overTheLimit_isFb107() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /query?" + "x".repeat(20_000) + " HTTP/1.1\nHost: a\n\n");
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 414 ").contains("\"FB107\"");
    }
  }

  @Test
  void url_overALimitOfItsOwn_isFb107() throws Exception {
    HttpSettings settings = HttpTestSettings.withUrlLimit(new DataSize(100));
    try (HttpServer strict = HttpServer.start(settings, List.of());
        RawClient client = new RawClient(strict.port())) {
      client.send("GET /query?" + "x".repeat(100) + " HTTP/1.1\nHost: a\n\n");
      assertThat(client.readAnswer())
          .startsWith("HTTP/1.1 414 ")
          .contains("The URL is longer than 100 bytes, which is the limit.");
    }
  }

  @Test
  void compressedBody_isFb105() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /length HTTP/1.1\nHost: a\nContent-Encoding: gzip\n");
      client.send("Content-Length: 2\n\nab");
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 415 ").contains("\"FB105\"");
    }
  }

  @Test
  void headers_overTheLimit_areFb100() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /length HTTP/1.1\nHost: a\nX: " + "x".repeat(40_000) + "\n\n");
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 400 ").contains(MALFORMED);
    }
  }

  @Test
  void headers_tooMany_areFb100() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /length HTTP/1.1\nHost: a\n" + "X: y\n".repeat(9_000) + "\n");
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 400 ").contains(MALFORMED);
    }
  }

  @Test
  void contentLength_overTheLimit_isFb102BeforeAnyByteIsSent() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /length HTTP/1.1\nHost: a\nContent-Length: 100001\n\n");
      assertThat(client.readAnswer())
          .startsWith("HTTP/1.1 413 ")
          .contains("\"FB102\"")
          .contains("Connection: close\r\n");
    }
  }

  @Test
  void contentLength_overTheLimit_isAnsweredEvenToAClientThatSendsFirst() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /own HTTP/1.1\nHost: a\nContent-Length: 5000000\n\n");
      client.send("x".repeat(5_000_000));
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 413 ").endsWith("{\"error\":\"FB102\"}");
      assertThat(client.readToTheEnd()).isEmpty();
    }
  }

  @Test
  void chunkedBody_overTheLimit_isFb102AndItsRestIsNoRequest() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      String chunk = "1000\n" + "x".repeat(4096) + "\n";
      client.send("POST /own HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n");
      client.send(chunk.repeat(30) + "GET /length HTTP/1.1\nHost: a\n\n");
      assertThat(client.readAnswer())
          .startsWith("HTTP/1.1 413 ")
          .contains("Connection: close\r\n")
          .endsWith("{\"error\":\"FB102\"}");
      assertThat(client.readToTheEnd()).isEmpty();
    }
  }

  @Test
  void chunk_overTheLimit_isRefusedBeforeItIsRead() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /length HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n7fffffff\nx");
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void chunkSize_thatNeverEnds_isFb100() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /length HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n");
      client.send("0".repeat(100_000));
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 400 ").contains(MALFORMED);
    }
  }

  @Test
  void body_ofTheLimit_isRead() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /length HTTP/1.1\nHost: a\nContent-Length: 100000\n\n");
      assertThat(client.send("x".repeat(LIMIT)).readAnswer()).endsWith("\r\n\r\n100000");
      client.send("POST /length HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n");
      client.send("186A0\n" + "x".repeat(LIMIT) + "\n0\n\n");
      assertThat(client.readAnswer()).endsWith("\r\n\r\n100000");
    }
  }

  @Test
  void unreadBody_isSkippedBeforeTheNextRequest() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /unread HTTP/1.1\nHost: a\nContent-Length: 50000\n\n");
      client.send("x".repeat(50_000) + "POST /length HTTP/1.1\nHost: a\nContent-Length: 2\n\nab");
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ");
      assertThat(client.readAnswer()).endsWith("\r\n\r\n2");
    }
  }

  @Test
  void expectContinue_isInvitedWhereTheBodyIsRead() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /length HTTP/1.1\nHost: a\nContent-Length: 2\nExpect: 100-continue\n\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
      assertThat(client.send("ab").readAnswer()).endsWith("\r\n\r\n2");
    }
  }

  @Test
  void expectContinue_thatIsNotInvited_endsTheConnection() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /unread HTTP/1.1\nHost: a\nContent-Length: 40\nExpect: 100-continue\n\n");
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ");
      client.send("POST /length HTTP/1.1\nHost: a\nHost: b\n\n");
      assertThat(client.readToTheEnd()).isEmpty();
    }
  }

  @Test
  void pipelinedRequests_areAnsweredInOrder() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /query?1 HTTP/1.1\nHost: a\n\nGET /query?2 HTTP/1.1\nHost: a\n\n");
      assertThat(client.readAnswer()).endsWith("\r\n\r\n1");
      assertThat(client.readAnswer()).endsWith("\r\n\r\n2");
    }
  }

  @Test
  void connectionClose_endsTheConnectionAfterTheAnswer() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /query?1 HTTP/1.1\nHost: a\nConnection: close\n\n");
      assertThat(client.readToTheEnd()).contains("Connection: close\r\n").endsWith("\r\n\r\n1");
    }
  }

  private void assertStillServing() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /query?alive HTTP/1.1\nHost: a\n\n");
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ").endsWith("alive");
    }
  }

  private static Response length(Request request) {
    return text(String.valueOf(request.body().length));
  }

  private static Response query(Request request) {
    assertThat(request.query()).isNotEmpty();
    return text(request.rawQuery());
  }

  private static Response text(String text) {
    return Response.of(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }
}
