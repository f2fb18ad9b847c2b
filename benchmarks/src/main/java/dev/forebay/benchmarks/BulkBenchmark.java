package dev.forebay.benchmarks;

import dev.forebay.benchmarks.Contest.Entrant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A hundred thousand rows in one request, beside the same multi-row INSERTs over JDBC by hand: into
 * a table that is not cached, and into one that is, where each row is announced to Redis.
 */
final class BulkBenchmark {
  private static final int ROWS = 100_000;
  private static final int ROWS_A_STATEMENT = 500;

  private final Path home;

  BulkBenchmark(Path home) {
    this.home = home;
  }

  void run() throws Exception {
    try (ForebayProcess forebay = ForebayProcess.startForLoad(home);
        Connection connection = connect(forebay.run().get("database"));
        HttpClient client = HttpClient.newHttpClient()) {
      contest("bulk insert, rows/s", forebay, connection, client, "readings");
      contest("bulk insert, cached table", forebay, connection, client, "notes");
    }
  }

  private static void contest(
      String title, ForebayProcess forebay, Connection connection, HttpClient client, String table)
      throws Exception {
    HttpRequest request = request(forebay, table);
    Contest.run(
        title,
        0.6,
        List.of(
            new Entrant("bare", () -> rate(() -> insert(connection, table))),
            new Entrant("forebay", () -> rate(() -> post(client, request)))));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double rate(Work work) throws Exception {
    long begin = System.nanoTime();
    work.run();
    return ROWS / ((System.nanoTime() - begin) / 1e9);
  }

  private static Connection connect(JsonNode database) throws SQLException {
    String url =
        "jdbc:mariadb://%s:%d/%s"
            .formatted(
                database.get("host").asString(),
                database.get("port").asInt(),
                database.get("name").asString());
    Connection connection =
        DriverManager.getConnection(
            url, database.get("user").asString(), database.get("password").asString());
    connection.setAutoCommit(false);
    return connection;
  }

  private static void insert(Connection connection, String table) throws SQLException {
    String sql =
        "INSERT INTO "
            + table
            + " (item_id, body) VALUES "
            + IntStream.range(0, ROWS_A_STATEMENT)
                .mapToObj(_ -> "(?, ?)")
                .collect(Collectors.joining(", "));
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int row = 0; row < ROWS; row += ROWS_A_STATEMENT) {
        for (int place = 0; place < ROWS_A_STATEMENT; place++) {
          insert.setLong(2 * place + 1, row + place);
          insert.setString(2 * place + 2, body(row + place));
        }
        insert.executeUpdate();
      }
    }
    connection.commit();
  }

  private static HttpRequest request(ForebayProcess forebay, String table) {
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(row -> "{\"item_id\":" + row + ",\"body\":\"" + body(row) + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    return HttpRequest.newBuilder(URI.create(forebay.url() + "/rest/v1/" + table))
        .header("Content-Type", "application/json")
        .header("apikey", forebay.run().get("secretKey").asString())
        .POST(BodyPublishers.ofByteArray(rows.getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  private static void post(HttpClient client, HttpRequest request) throws Exception {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 201) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
  }

  private static String body(int row) {
    return "Note " + row + " of a hundred thousand";
  }
}
