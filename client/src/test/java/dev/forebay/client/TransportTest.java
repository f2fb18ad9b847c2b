package dev.forebay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.testing.ScriptedServer;
import dev.forebay.testing.ScriptedServer.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TransportTest {
  private final List<Duration> pauses = new ArrayList<>();
  private final Transport transport = new Transport(Duration.ofSeconds(10), pauses::add);

  @Test
  void sendSafely_whileBusy_sendsAgainAfterTheTimeAskedFor() {
    Iterator<Answer> answers = List.of(busy("1"), busy("60"), Answer.of(200, "ok")).iterator();
    try (var server = ScriptedServer.start(asked -> answers.next())) {
      var response = transport.sendSafely(get(server), BodyHandlers.ofString());

      assertThat(response.body()).isEqualTo("ok");
      assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
  }

  @Test
  void sendSafely_whileBusyForLong_givesUp() {
    try (var server = ScriptedServer.start(asked -> busy("soon"))) {
      var response = transport.sendSafely(get(server), BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(server.asked()).hasSize(3);
      assertThat(pauses).containsOnly(Duration.ofMillis(200));
    }
  }

  @Test
  void send_whileBusy_doesNotSendAgain() {
    try (var server = ScriptedServer.start(asked -> busy("1"))) {
      transport.send(get(server), BodyHandlers.ofString());

      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void send_withoutAnswerBeforeTheDeadline_throws() {
    var hasThrown = new CountDownLatch(1);
    try (var server = ScriptedServer.start(asked -> answerAfter(hasThrown))) {
      var hasty = new Transport(Duration.ofMillis(20), pauses::add);

      assertThatThrownBy(() -> hasty.send(get(server), BodyHandlers.ofString()))
          .isInstanceOf(ForebayClientException.class)
          .hasMessageStartingWith("no answer within PT0.02S: GET 127.0.0.1:");
      hasThrown.countDown();
    }
  }

  @Test
  void send_interrupted_throwsAndStaysInterrupted() {
    try (var server = ScriptedServer.start(asked -> Answer.of(200, ""))) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> transport.send(get(server), BodyHandlers.ofString()))
          .isInstanceOf(ForebayClientException.class)
          .hasMessageStartingWith("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static Answer answerAfter(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.of(200, "late");
  }

  private static Answer busy(String retryAfter) {
    return new Answer(503, Map.of("Retry-After", retryAfter), "{}");
  }

  private static HttpRequest get(ScriptedServer server) {
    return HttpRequest.newBuilder(URI.create(server.url())).build();
  }
}
