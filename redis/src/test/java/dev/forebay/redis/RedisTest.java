package dev.forebay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.testing.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisTest {
  private static final Script ECHO = Script.resource(RedisTest.class, "echo.lua");

  private static TestRedis server;
  private Redis redis;

  @BeforeAll
  static void start() {
    server = TestRedis.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    redis = Redis.connect(server.settings());
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  @Test
  void hget_field_isItsBytes() {
    server.console().hset("h", "f", "value");

    assertThat(link().hget(bytes("h"), bytes("f"))).isEqualTo(bytes("value"));
    assertThat(link().hget(bytes("h"), bytes("other"))).isNull();
    assertThat(link().hget(bytes("nothing"), bytes("f"))).isNull();
  }

  @Test
  void hget_keyOfAnotherType_isRefused() {
    server.console().set("text", "x");

    assertThatThrownBy(() -> link().hget(bytes("text"), bytes("f")))
        .isInstanceOf(RedisUnavailableException.class)
        .hasMessageContaining("WRONGTYPE");
    assertThat(link().answers()).isTrue();
  }

  @Test
  void script_unknownToTheServer_isSentWithItsSource() {
    server.console().scriptFlush();

    assertThat(echo("a")).isEqualTo("k:a");
    assertThat(echo("b")).isEqualTo("k:b");
  }

  /** Redis tracks only what is read by the very next command after CLIENT CACHING YES. */
  @Test
  void hgetTracked_besideScriptsThatAreSentAgain_isTracked() throws Exception {
    Set<String> told = ConcurrentHashMap.newKeySet();
    try (Redis tracking = Redis.connect(server.settings().withTracking(true))) {
      RedisLink link = link(tracking);
      link.track(
          new Invalidations() {
            @Override
            public void invalidated(byte[] key) {
              told.add(new String(key, StandardCharsets.UTF_8));
            }

            @Override
            public void allInvalidated() {}
          });
      AtomicBoolean over = new AtomicBoolean();
      Thread caller =
          Thread.startVirtualThread(
              () -> {
                while (!over.get()) {
                  server.console().scriptFlush();
                  link.send(IntStream.range(0, 2).mapToObj(i -> call("" + i)).toList())
                      .forEach(link::await);
                }
              });
      List<String> keys = IntStream.range(0, 2_000).mapToObj(i -> "tracked " + i).toList();
      keys.stream().forEach(key -> link.hgetTracked(bytes(key), bytes("f")));
      over.set(true);
      caller.join();

      keys.forEach(key -> server.console().hset(key, "f", "changed"));

      Eventually.until("all are told of", () -> told.containsAll(keys));
    }
  }

  @Test
  void script_returningAnError_isRefused() {
    assertThat(link().call(call("error")))
        .isEqualTo(new ScriptReply.Refused("FBTEST an error"))
        .satisfies(reply -> assertThat(((ScriptReply.Refused) reply).is("FBTEST")).isTrue());
  }

  @Test
  void scripts_sentTogether_areAnsweredInOrder() {
    server.console().scriptFlush();
    List<ScriptCall> calls = IntStream.range(0, 300).mapToObj(i -> call("" + i)).toList();

    var replies = link().send(calls);

    for (int i = 0; i < calls.size(); i++) {
      assertThat(text(link().await(replies.get(i)))).isEqualTo("k:" + i);
    }
  }

  @Test
  void hang_command_failsAtTheDeadlineAndRecovers() {
    try (Redis impatient = Redis.connect(server.settings(Duration.ofMillis(50)))) {
      RedisLink link = link(impatient);
      server.hang();
      try {
        assertThatThrownBy(() -> link.hget(bytes("h"), bytes("f")))
            .isInstanceOf(RedisUnavailableException.class);
        assertThat(link.answers()).isFalse();
      } finally {
        server.resume();
      }
      Eventually.until("it answers", () -> link(impatient).answers());
    }
  }

  @Test
  void hang_long_endsTheLink() {
    try (Redis impatient = Redis.connect(server.settings(Duration.ofMillis(50)))) {
      server.hang();
      try {
        Eventually.until("the link has ended", () -> impatient.link() == null);
      } finally {
        server.resume();
      }
      Eventually.until("there is a new one", () -> impatient.link() != null);
    }
  }

  @Test
  void kill_commandUnderWay_failsAndTheNextServerIsFound() {
    RedisLink before = link();
    String runId = before.server().runId();
    server.kill();

    Eventually.until("another server", () -> !link().server().runId().equals(runId));
    assertThat(before.answers()).isFalse();
    assertThatThrownBy(() -> before.call(call("x"))).isInstanceOf(RedisUnavailableException.class);
    assertThat(echo("after")).isEqualTo("k:after");
  }

  @Test
  void connect_nobodyThere_isAwayUntilThereIs() {
    try (Redis away = Redis.connect(RedisSettings.of("redis://127.0.0.1:1"))) {
      assertThat(away.link()).isNull();
    }
  }

  @Test
  void settings_anyText_keepsThePassword() {
    RedisSettings settings = RedisSettings.of("rediss://user:se%40cret@cache.example:6380/2");

    assertThat(settings.toString()).doesNotContain("cret").contains("cache.example:6380/2");
    assertThatThrownBy(() -> RedisSettings.of("http://u:secret@host"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  private RedisLink link() {
    return link(redis);
  }

  private static RedisLink link(Redis redis) {
    return Eventually.present("a link", () -> Optional.ofNullable(redis.link()));
  }

  private String echo(String argument) {
    return text(link().call(call(argument)));
  }

  private static String text(ScriptReply reply) {
    return new String(((ScriptReply.Answered) reply).bytes(0), StandardCharsets.UTF_8);
  }

  private static ScriptCall call(String argument) {
    return new ScriptCall(ECHO, List.of(bytes("k")), List.of(bytes(argument)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
