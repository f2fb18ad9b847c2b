package dev.forebay.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** {@link BareServer} in a process of its own, on the engines of a running Forebay. */
final class BareProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private BareProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static BareProcess start(JsonNode run) throws IOException {
    Process process = launch(run);
    return new BareProcess(process, port(process));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private static Process launch(JsonNode run) throws IOException {
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
    Runtime.getRuntime().addShutdownHook(new Thread(bare::destroy));
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
