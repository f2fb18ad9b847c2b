package dev.forebay.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.forebay.base.Diagnosis;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class RequestIdTest {
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(Exchange.class);

  private final HttpServer server =
      HttpServer.start(
          HttpSettings.onPort(0),
          List.of(
              new Route("GET", "/fine", _ -> Response.status(204), new JsonErrors()),
              new Route("GET", "/refused", _ -> refuse(), new JsonErrors())));
  private final HttpClient client = HttpClient.newHttpClient();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  private static final class Refusal extends Exception implements Diagnosis {
    private static final long serialVersionUID = 1;

    Refusal() {
      super("a value");
    }

    @Override
    public String diagnosis() {
      return "error 1: SELECT ?";
    }
  }

  private static Response refuse() {
    throw new ForebayException(ErrorCode.STATEMENT_REFUSED, "Refused", new Refusal());
  }

  @BeforeEach
  void listen() {
    log.start();
    LOGGER.addAppender(log);
  }

  @AfterEach
  void stop() {
    LOGGER.detachAppender(log);
    client.close();
    server.close();
  }

  @Test
  void refusedStatement_isInTheLogOnceUnderTheIdOfTheAnswer() throws Exception {
    String id = send(request("/refused?secret=x"));
    assertThat(id).matches("[0-9a-f]{16}");
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("Request " + id + " GET /refused met FB410: error 1: SELECT ?");
  }

  @Test
  void id_thatIsGiven_isGivenBack() throws Exception {
    assertThat(send(request("/fine").header("X-Request-Id", "a-1.b_C"))).isEqualTo("a-1.b_C");
    assertThat(send(request("/refused").header("X-Request-Id", "a-1.b_C"))).isEqualTo("a-1.b_C");
    assertThat(send(request("/fine"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "x\"y",
        "{}",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void id_thatIsNoPlainWord_isReplaced(String given) throws Exception {
    assertThat(send(request("/none").header("X-Request-Id", given))).matches("[0-9a-f]{16}");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  /** The id that the answer has; empty for none. */
  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<Void> answer = client.send(request.build(), BodyHandlers.discarding());
    return answer.headers().firstValue("X-Request-Id").orElse("");
  }
}
