package dev.forebay.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What somebody with {@code redis-cli} can do to Forebay's Redis. */
final class RawRedis {
  private RawRedis() {}

  /** One command over a connection of its own: the first line of the answer, which is no error. */
  static String command(String host, int port, String... words) {
    try (Socket redis = new Socket(host, port);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(redis.getInputStream(), StandardCharsets.ISO_8859_1))) {
      StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
      for (String word : words) {
        int length = word.getBytes(StandardCharsets.UTF_8).length;
        command.append("$").append(length).append("\r\n").append(word).append("\r\n");
      }
      redis.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
      String answer = in.readLine();
      if (answer == null || answer.startsWith("-")) {
        throw new IllegalStateException(words[0] + ": " + answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
