package dev.forebay.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An application served by {@code ./forebay run} in a process of its own, on free ports and a data
 * folder under {@code target}.
 */
final class RunningForebay implements AutoCloseable {
  static final Path HOME = Path.of("").toAbsolutePath().getParent();
  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path application;
  private final Path data;
  private final Map<String, String> environment;
  private Process process;
  private JsonNode run;
  private @Nullable S3Client s3;

  private RunningForebay(Path application, Path data, Map<String, String> environment) {
    this.application = application;
    this.data = data;
    this.environment = new HashMap<>(environment);
    this.process = launch();
    this.run = awaitRunFile();
  }

  /** Serves one of {@code apps/} on a fresh data folder. */
  static RunningForebay app(String name) {
    return start(HOME.resolve("apps").resolve(name));
  }

  static RunningForebay start(Path application) {
    return start(application, Map.of());
  }

  static RunningForebay start(Path application, Map<String, String> environment) {
    return new RunningForebay(application, freshDataFolder(), environment);
  }

  /** Serves one of {@code apps/} on this data folder. */
  static RunningForebay app(String name, Path data, Map<String, String> environment) {
    return new RunningForebay(HOME.resolve("apps").resolve(name), data, environment);
  }

  static Path freshDataFolder() {
    String name = ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    return Path.of("target", "data", name).toAbsolutePath();
  }

  String url() {
    return run.get("url").asString();
  }

  String s3Url() {
    return run.get("s3Url").asString();
  }

  String secretKey() {
    return run.get("secretKey").asString();
  }

  JsonNode run() {
    return run;
  }

  Path data() {
    return data;
  }

  Process process() {
    return process;
  }

  S3Client s3Client() {
    S3Client open = s3;
    if (open == null) {
      JsonNode credentials = run.get("s3");
      open =
          S3Client.builder()
              .endpointOverride(URI.create(s3Url()))
              .region(Region.of(credentials.get("region").asString()))
              .forcePathStyle(true)
              .httpClientBuilder(UrlConnectionHttpClient.builder())
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(
                          credentials.get("accessKeyId").asString(),
                          credentials.get("secretAccessKey").asString())))
              .build();
      s3 = open;
    }
    return open;
  }

  void upload(String bucket, String key, String content) {
    s3Client().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(content));
  }

  void upload(String bucket, String key, Path file) {
    s3Client().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(file));
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, null);
  }

  HttpResponse<String> post(String path, String json) {
    return send("POST", path, json);
  }

  /** One request; headers as name, value, name, value. */
  HttpResponse<String> send(String method, String path, @Nullable String json, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One request of the data API with the secret key. */
  HttpResponse<String> rest(String method, String pathAndQuery, @Nullable String json) {
    return send(
        method,
        "/rest/v1/" + pathAndQuery,
        json,
        "apikey",
        secretKey(),
        "Prefer",
        "return=representation");
  }

  /** The rows of a GET of the data API. */
  JsonNode rows(String pathAndQuery) {
    HttpResponse<String> response = rest("GET", pathAndQuery, null);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** Sends a process a signal, by its name. */
  static void signal(String name, long pid) {
    try {
      int status = new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill -%s %d: %d".formatted(name, pid, status));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Options of the JVM at the next starts. */
  void setOptions(String options) {
    environment.put("FOREBAY_JAVA_OPTS", options);
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM: the exit status. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new IllegalStateException("did not stop within " + STOP_LIMIT + "\n" + log());
    }
    return process.exitValue();
  }

  /** Starts again on the same data folder, with new ports. */
  void startAgain() {
    closeClient();
    process = launch();
    run = awaitRunFile();
  }

  String log() {
    try {
      return Files.readString(logFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closeClient();
    try {
      if (process.isAlive()) {
        stop();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IllegalStateException(e);
    }
  }

  private void closeClient() {
    if (s3 != null) {
      s3.close();
      s3 = null;
    }
  }

  private Process launch() {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("forebay").toString(), "run"));
    command.addAll(List.of(application.toString(), "--port", "0", "--s3-port", "0"));
    command.addAll(List.of("--data", data.toString()));
    try {
      Files.createDirectories(data.getParent());
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
      builder.environment().putAll(environment);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path logFile() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  private JsonNode awaitRunFile() {
    Path file = data.resolve("run.json");
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (Files.exists(file)) {
        JsonNode content = JSON.readTree(file);
        if (content.get("pid").asLong() == process.pid()) {
          return content;
        }
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    process.destroy();
    throw new IllegalStateException("not ready; its log:\n" + log());
  }
}
