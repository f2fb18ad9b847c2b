package dev.forebay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.mysql.TestDatabase;
import dev.forebay.storage.s3.ListenerLimits;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections of the S3 endpoint are bounded in number, and by how long a head may take. */
@Timeout(60)
class S3LimitsTest {
  private static final TestDatabase DB = TestDatabase.create(TestStorage.DELIVERIES);
  private static final Duration HEAD = Duration.ofSeconds(1);
  private static final int CONNECTIONS = 3;

  @TempDir private static Path folder;
  private static TestStorage storage;
  private static URI endpoint;

  @BeforeAll
  static void start() {
    storage =
        TestStorage.start(
            folder,
            DB.database(),
            TestStorage::countDelivery,
            Duration.ofDays(1),
            new ListenerLimits(CONNECTIONS, Duration.ofSeconds(30), HEAD, Duration.ofSeconds(5)));
    endpoint = storage.endpoint();
  }

  @AfterAll
  static void stop() {
    storage.close();
    DB.close();
  }

  @Test
  void head_thatComesAByteNowAndThen_endsItsConnection() throws IOException {
    try (Socket slow = connect()) {
      long begin = System.nanoTime();
      send(slow, "GET /plain-files HTTP/1.1\r\nX-Slow: ");
      assertThatThrownBy(
              () -> {
                while (slow.getInputStream().available() == 0) {
                  send(slow, "x");
                  LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
              })
          .isInstanceOf(SocketException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(HEAD);
    }
  }

  @Test
  void connection_withoutARequestForLongerThanAHeadMayTake_isOpenForTheNext() throws IOException {
    try (Socket kept = connect()) {
      for (int request = 0; request < 2; request++) {
        LockSupport.parkNanos(HEAD.multipliedBy(2).toNanos());
        send(kept, "GET /plain-files HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer(kept)).startsWith("HTTP/1.1 403");
      }
    }
  }

  @Test
  void connections_moreThanAreAllowed_waitUntilOneCloses() throws IOException {
    Socket[] open = new Socket[CONNECTIONS];
    for (int i = 0; i < CONNECTIONS; i++) {
      open[i] = connect();
      send(open[i], "GET /plain-files HTTP/1.1\r\nHost: x\r\n\r\n");
      answer(open[i]);
    }
    try (Socket waiting = connect()) {
      send(waiting, "GET /plain-files HTTP/1.1\r\nHost: x\r\n\r\n");
      waiting.setSoTimeout(500);
      assertThatThrownBy(() -> answer(waiting)).isInstanceOf(SocketTimeoutException.class);
      for (Socket each : open) {
        each.close();
      }
      waiting.setSoTimeout(20_000);
      assertThat(answer(waiting)).startsWith("HTTP/1.1 403");
    }
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The whole of an answer whose body is in chunks, as errors are. */
  private static String answer(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n0\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      answer.append((char) next);
    }
    return answer.toString();
  }
}
