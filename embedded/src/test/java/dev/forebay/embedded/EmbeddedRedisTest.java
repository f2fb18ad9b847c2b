package dev.forebay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EmbeddedRedisTest {
  @Test
  void redis_started_answers() throws Exception {
    Path data = TestFolders.data("redis");
    var settings = new EmbeddedRedisSettings(data, TestFolders.engines(), line -> {});
    try (EmbeddedRedis redis = EmbeddedRedis.start(settings)) {
      assertThat(redis.port()).isPositive();
    }
  }
}
