package dev.forebay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.config.DataSize;
import dev.forebay.testing.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
  @TempDir(factory = TestFolder.class, cleanup = CleanupMode.ON_SUCCESS)
  Path data;

  @Test
  void redis_started_savesNothingAndEvictsOnlyKeysWithATtl() throws Exception {
    try (EmbeddedRedis redis = start()) {
      assertThat(ask(redis, "CONFIG GET maxmemory-policy")).contains("volatile-lru");
      assertThat(ask(redis, "CONFIG GET maxmemory")).contains(String.valueOf(256 << 20));
      assertThat(ask(redis, "CONFIG GET save")).contains("$0");
      assertThat(ask(redis, "CONFIG GET appendonly")).contains("no");
      assertThat(ask(redis, "CONFIG GET bind")).contains("127.0.0.1");
    }
  }

  @Test
  void redis_killed_runsAgainEmptyOnItsPort() throws Exception {
    try (EmbeddedRedis redis = start()) {
      ask(redis, "SET x 1");
      long killed = redis.pid();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      Eventually.until("another process", () -> redis.pid() != killed);
      assertThat(ask(redis, "GET x")).contains("$-1");
    }
  }

  @Test
  void redis_afterARestart_isEmpty() throws Exception {
    try (EmbeddedRedis redis = start()) {
      ask(redis, "SET x 1");
    }
    try (EmbeddedRedis redis = start()) {
      assertThat(ask(redis, "GET x")).contains("$-1");
    }
  }

  @Test
  void dataFolder_withOddLetters_works() throws Exception {
    data = data.resolve("it's a \"folder\" #1; ü");
    try (EmbeddedRedis redis = start()) {
      assertThat(ask(redis, "PING")).contains("+PONG");
    }
  }

  @Test
  void settings_withTooLittleMemory_areRefused() {
    assertThatThrownBy(
            () ->
                new EmbeddedRedisSettings(
                    Path.of("x"), Path.of("y"), 0, DataSize.parse("1MB"), line -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private EmbeddedRedis start() {
    return EmbeddedRedis.start(
        new EmbeddedRedisSettings(data, TestFolder.ENGINES, EnginesMain::tell));
  }

  private static String ask(EmbeddedRedis redis, String command) throws IOException {
    try (Socket socket = new Socket(redis.host(), redis.port())) {
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
