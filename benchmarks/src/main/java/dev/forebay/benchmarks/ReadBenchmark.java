package dev.forebay.benchmarks;

import dev.forebay.benchmarks.Contest.Entrant;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A row by primary key: from Redis, and from the database, beside handlers by hand. */
final class ReadBenchmark {
  private static final String FRESH = "Cache-Control: no-cache";
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
    Optional<String> python = FlaskPeer.python();
    if (python.isEmpty()) {
      System.out.println("no peer: Flask, PyMySQL, redis-py or gunicorn is not installed");
      cached(forebay, bare, List.of());
      uncached(forebay, bare, List.of());
      return;
    }
    try (FlaskPeer flask = FlaskPeer.start(python.get(), home, forebay.run())) {
      String row = flask.url() + "/items/7";
      cached(forebay, bare, List.of(new Entrant("flask", () -> wrk.rate(row))));
      uncached(forebay, bare, List.of(new Entrant("flask", () -> wrk.rate(row, FRESH))));
    }
  }

  private void cached(ForebayProcess forebay, String bare, List<Entrant> peers) throws Exception {
    contest("cached row", 0.8, () -> wrk.rate(bare + "/hit"), load(forebay), peers);
  }

  private void uncached(ForebayProcess forebay, String bare, List<Entrant> peers) throws Exception {
    contest("uncached row", 0.7, () -> wrk.rate(bare + "/row"), load(forebay, FRESH), peers);
  }

  private static void contest(
      String title, double goal, Contest.Load bare, Contest.Load forebay, List<Entrant> peers)
      throws Exception {
    List<Entrant> entrants = new ArrayList<>();
    entrants.add(new Entrant("bare", bare));
    entrants.add(new Entrant("forebay", forebay));
    entrants.addAll(peers);
    Contest.run(title, goal, entrants);
  }

  private Contest.Load load(ForebayProcess forebay, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("apikey: " + forebay.run().get("secretKey").asString());
    return () -> wrk.rate(forebay.url() + ROW, all.toArray(String[]::new));
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
