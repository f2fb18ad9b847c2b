package dev.forebay.client;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests, each under a deadline. A safe request that is answered 503 is sent again, at most
 * twice, after the time that {@code Retry-After} names (at most two seconds). The JVM has one pool
 * of connections for all clients of one class loader.
 */
final class Transport {
  private static final int ATTEMPTS = 3;
  private static final Duration DEFAULT_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final Duration deadline;
  private final Pause pause;

  Transport(Duration deadline, Pause pause) {
    this.deadline = deadline;
    this.pause = pause;
  }

  /** The answer to a request that changes nothing, or nothing more when sent again. */
  <T> HttpResponse<T> sendSafely(HttpRequest request, BodyHandler<T> body) {
    HttpResponse<T> response = send(request, body);
    for (int attempt = 1; attempt < ATTEMPTS && response.statusCode() == 503; attempt++) {
      pause(request, retryAfter(response));
      response = send(request, body);
    }
    return response;
  }

  /** The answer to a request that is sent once. */
  <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
    CompletableFuture<HttpResponse<T>> answer = HTTP.sendAsync(request, body);
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ForebayClientException("no answer within " + deadline + ": " + target(request), e);
    } catch (ExecutionException e) {
      throw new ForebayClientException("no answer: " + target(request), e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted(request, e);
    }
  }

  private void pause(HttpRequest request, Duration time) {
    try {
      pause.take(time);
    } catch (InterruptedException e) {
      throw interrupted(request, e);
    }
  }

  private static ForebayClientException interrupted(HttpRequest request, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ForebayClientException("interrupted: " + target(request), e);
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    Duration asked =
        response
            .headers()
            .firstValue("Retry-After")
            .filter(value -> value.matches("[0-9]{1,6}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value)))
            .orElse(DEFAULT_PAUSE);
    return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
  }

  private static String target(HttpRequest request) {
    return request.method() + " " + request.uri().getAuthority() + request.uri().getPath();
  }

  /** Lets time pass; tests do not wait. */
  @FunctionalInterface
  interface Pause {
    /** Returns after the given time. */
    void take(Duration time) throws InterruptedException;
  }
}
