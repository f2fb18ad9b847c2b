package dev.forebay.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.forebay.base.Diagnosis;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.testing.TestClient;
import java.net.http.HttpResponse;
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
  private final TestClient client = TestClient.of(server.port());
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
  void refusedStatement_isInTheLogOnceUnderTheIdOfTheAnswer() {
    HttpResponse<String> answer = client.get("/refused?secret=x");
    String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
    assertThat(id).matches("[0-9a-f]{16}");
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("Request " + id + " GET /refused met FB410: error 1: SELECT ?");
  }

  @Test
  void id_thatIsGiven_isGivenBack() {
    TestClient named = client.with("X-Request-Id", "a-1.b_C");
    assertThat(named.get("/fine").headers().firstValue("X-Request-Id")).contains("a-1.b_C");
    assertThat(named.get("/refused").headers().firstValue("X-Request-Id")).contains("a-1.b_C");
    assertThat(client.get("/fine").headers().firstValue("X-Request-Id")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "x\"y",
        "{}",
        "0123456789012345678901234567890123456789012345678901234567890123456"
      })
  void id_thatIsNoPlainWord_isReplaced(String given) {
    String id =
        client
            .with("X-Request-Id", given)
            .get("/none")
            .headers()
            .firstValue("X-Request-Id")
            .orElseThrow();
    assertThat(id).matches("[0-9a-f]{16}");
  }
}
