package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two nodes share one database and one Redis: the second is pointed at the first one's engines. */
class TwoNodesTest {
  @Test
  void write_throughOneNode_isReadThroughTheOtherAtOnce() {
    try (RunningForebay first = RunningForebay.app("customers");
        RunningForebay second =
            RunningForebay.start(RunningForebay.HOME.resolve("apps/customers"), enginesOf(first))) {
      String created =
          first.rest("POST", "customers", "{\"name\":\"0\",\"email\":\"two@example.com\"}").body();
      int id = RunningForebay.JSON.readTree(created).get(0).get("id").asInt();
      for (int round = 1; round <= 200; round++) {
        RunningForebay writer = round % 2 == 0 ? first : second;
        RunningForebay reader = round % 2 == 0 ? second : first;
        writer.rest("PATCH", "customers?id=eq." + id, "{\"name\":\"" + round + "\"}");

        JsonNode row = reader.rows("customers?id=eq." + id).get(0);

        assertThat(row.get("name").asString()).isEqualTo(Integer.toString(round));
      }
    }
  }

  static Map<String, String> enginesOf(RunningForebay node) {
    JsonNode database = node.run().get("database");
    JsonNode cache = node.run().get("cache");
    return Map.of(
        "DATABASE_URL",
        "mariadb://%s:%d/%s"
            .formatted(
                database.get("host").asString(),
                database.get("port").asInt(),
                database.get("name").asString()),
        "DATABASE_USER",
        database.get("user").asString(),
        "DATABASE_PASSWORD",
        database.get("password").asString(),
        "CACHE_URL",
        "redis://%s:%d".formatted(cache.get("host").asString(), cache.get("port").asInt()));
  }
}
