package dev.forebay.server.run;

import dev.forebay.auth.ApiKeys;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.config.Secret;
import dev.forebay.base.file.PrivateJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The content of {@code DATA/run.json} (mode 0600), which tells scripts where a running application
 * listens and with which keys. It is written when the application is ready and removed when it
 * stops.
 *
 * @param url of the data API and the routes, for example {@code http://127.0.0.1:8080}
 * @param s3Url of the S3 endpoint
 * @param pid of the process
 * @param secretKey reads and writes every table
 * @param publishableKey for clients that users hold in their hands
 * @param s3 the S3 credentials
 * @param database where the tables are
 * @param cache where Redis is
 */
public record RunFile(
    String url,
    String s3Url,
    long pid,
    Secret secretKey,
    String publishableKey,
    S3 s3,
    DatabaseAddress database,
    CacheAddress cache) {
  private static final String NAME = "run.json";

  /** S3 credentials. */
  public record S3(String accessKeyId, Secret secretAccessKey, String region) {}

  /** Where the database is; mode 0600 keeps the password private. */
  public record DatabaseAddress(String host, int port, String user, Secret password, String name) {}

  /** Where Redis is. */
  public record CacheAddress(String host, int port) {}

  /** The file of this process. */
  public static RunFile of(
      String url, S3Address s3, ApiKeys keys, DatabaseAddress database, CacheAddress cache) {
    return new RunFile(
        url,
        s3.url(),
        ProcessHandle.current().pid(),
        keys.secretKey(),
        keys.publishableKey(),
        s3.credentials(),
        database,
        cache);
  }

  /**
   * The URL at which this machine reaches a listener. One on all addresses is reached at loopback:
   * {@code 0.0.0.0} is an address to listen on, not one to connect to.
   */
  public static String url(String host, int port) {
    String reachable =
        switch (host) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::", "0:0:0:0:0:0:0:0" -> "::1";
          default -> host;
        };
    return "http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port;
  }

  /** What handlers and other programs that use Forebay's client find in their environment. */
  public Map<String, String> handlerEnvironment() {
    return Map.of(
        "FOREBAY_URL",
        url,
        "FOREBAY_SECRET_KEY",
        secretKey.value(),
        "FOREBAY_S3_URL",
        s3Url,
        "FOREBAY_S3_ACCESS_KEY_ID",
        s3.accessKeyId(),
        "FOREBAY_S3_SECRET_ACCESS_KEY",
        s3.secretAccessKey().value(),
        "FOREBAY_S3_REGION",
        s3.region());
  }

  /** Writes the file into the data folder, readable for its owner only. */
  public void write(Path dataFolder) {
    in(dataFolder).save(this);
  }

  /** What the data folder's file says; empty where there is none or its process has ended. */
  public static Optional<RunFile> read(Path dataFolder) {
    return in(dataFolder)
        .load()
        .filter(run -> ProcessHandle.of(run.pid()).filter(ProcessHandle::isAlive).isPresent());
  }

  /** The same, of an application that has to run. FB806 where it does not. */
  public static RunFile running(Options options) {
    return read(options.dataFolder())
        .orElseThrow(
            () ->
                new ForebayException(
                    ErrorCode.NOT_RUNNING,
                    "The application is not running on " + options.dataFolder(),
                    "Start it with: forebay run " + options.application()));
  }

  /** Removes the file, where it is there. */
  public static void remove(Path dataFolder) {
    try {
      Files.deleteIfExists(dataFolder.resolve(NAME));
    } catch (IOException e) {
      throw new ForebayException(
          ErrorCode.DATA_FOLDER, "Cannot remove " + dataFolder.resolve(NAME), e);
    }
  }

  private static PrivateJson<RunFile> in(Path dataFolder) {
    return new PrivateJson<>(dataFolder.resolve(NAME), RunFile.class);
  }
}
