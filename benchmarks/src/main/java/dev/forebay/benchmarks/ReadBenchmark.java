package dev.forebay.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** A row by primary key: from Redis, and from the database, beside handlers by hand. */
final class ReadBenchmark {
  private static final String ROW = "/rest/v1/items?id=eq.7";

  private final Path home;
  private final Wrk wrk;

  ReadBenchmark(Path home, Wrk wrk) {
    this.home = home;
    this.wrk = wrk;
  }

  void run() throws Exception {
    Path data = home.resolve("benchmarks/target/data/read");
    try (ForebayProcess forebay =
        ForebayProcess.start(home, home.resolve("benchmarks/app"), data)) {
      Process bare = startBare(forebay.run());
      try {
        contests(forebay, "http://127.0.0.1:" + port(bare));
      } finally {
        bare.destroy();
        bare.waitFor();
      }
    }
  }

  private void contests(ForebayProcess forebay, String bare) throws Exception {
    String key = "apikey: " + forebay.run().get("secretKey").asString();
    String row = forebay.url() + ROW;
    Contest.run("cached row", () -> wrk.rate(bare + "/hit"), () -> wrk.rate(row, key), 0.8);
    Contest.run(
        "uncached row",
        () -> wrk.rate(bare + "/row"),
        () -> wrk.rate(row, key, "Cache-Control: no-cache"),
        0.7);
  }

  private static Process startBare(JsonNode run) throws IOException {
    JsonNode database = run.get("database");
    String url =
        "jdbc:mariadb://%s:%d/%s"
            .formatted(
                database.get("host").asString(),
                database.get("port").asInt(),
                database.get("name").asString());
    Process bare =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName(),
                Integer.toString(run.get("cache").get("port").asInt()),
                url,
                database.get("user").asString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var input = bare.getOutputStream()) {
      input.write(database.get("password").asString().getBytes(StandardCharsets.UTF_8));
    }
    return bare;
  }

  private static int port(Process bare) throws IOException {
    BufferedReader output = bare.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("port ")) {
        return Integer.parseInt(line.substring(5));
      }
    }
    throw new IllegalStateException("the bare server did not start");
  }
}
