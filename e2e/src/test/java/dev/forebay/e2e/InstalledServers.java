package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.process.LoopbackPort;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The MariaDB and Redis servers that Debian packages, started on folders and ports of their own. In
 * CI a missing one fails; elsewhere the test is skipped.
 */
final class InstalledServers implements AutoCloseable {
  private static final String USER = "app";
  private static final String PASSWORD = "a'b\"c d";

  private final Path folder;
  private final int databasePort = LoopbackPort.choose(0, "MariaDB");
  private final int cachePort = LoopbackPort.choose(0, "Redis");
  private final Process database;
  private final Process cache;

  private InstalledServers(Path mariadbd, Path redisServer) {
    this.folder = RunningForebay.freshDataFolder();
    this.database = startDatabase(mariadbd);
    this.cache =
        launch(
            "redis",
            redisServer.toString(),
            "--port",
            Integer.toString(cachePort),
            "--bind",
            "127.0.0.1",
            "--save",
            "");
    Eventually.passes(Duration.ofSeconds(60), () -> assertThat(listens(databasePort)).isTrue());
    Eventually.passes(Duration.ofSeconds(60), () -> assertThat(listens(cachePort)).isTrue());
  }

  static InstalledServers start() {
    Path mariadbd = find("mariadbd");
    Path redisServer = find("redis-server");
    return new InstalledServers(mariadbd, redisServer);
  }

  /** What points an application at these servers. */
  Map<String, String> environment() {
    return Map.of(
        "DATABASE_URL",
        "mariadb://127.0.0.1:" + databasePort + "/app",
        "DATABASE_USER",
        USER,
        "DATABASE_PASSWORD",
        PASSWORD,
        "CACHE_URL",
        "redis://127.0.0.1:" + cachePort);
  }

  int databasePort() {
    return databasePort;
  }

  void killCache() throws InterruptedException {
    cache.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    for (Process process : List.of(cache, database)) {
      process.destroy();
      try {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        throw new IllegalStateException(e);
      }
    }
  }

  private Process startDatabase(Path mariadbd) {
    try {
      Path files = Files.createDirectories(folder.resolve("mariadb"));
      Path setUp = folder.resolve("setup.sql");
      Files.writeString(
          setUp,
          "CREATE DATABASE app;\nCREATE USER app@'%%' IDENTIFIED BY '%s';\nGRANT ALL ON app.* TO app@'%%';\n"
              .formatted(PASSWORD.replace("'", "''")));
      List<String> asRoot =
          System.getProperty("user.name").equals("root") ? List.of("--user=root") : List.of();
      Process install =
          launch(
              "install",
              with(
                  asRoot,
                  "mariadb-install-db",
                  "--no-defaults",
                  "--force",
                  "--auth-root-authentication-method=normal",
                  "--skip-test-db",
                  "--datadir=" + files));
      assertThat(install.waitFor()).isZero();
      return launch(
          "mariadb",
          with(
              asRoot,
              mariadbd.toString(),
              "--no-defaults",
              "--datadir=" + files,
              "--port=" + databasePort,
              "--bind-address=127.0.0.1",
              "--socket=" + Files.createTempDirectory("fb").resolve("s"),
              "--init-file=" + setUp));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process launch(String name, String... command) {
    try {
      Files.createDirectories(folder);
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve(name + ".log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] with(List<String> more, String... command) {
    List<String> all = new java.util.ArrayList<>(List.of(command));
    all.addAll(more);
    return all.toArray(String[]::new);
  }

  private static Path find(String program) {
    for (String folder : List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")) {
      Path file = Path.of(folder, program);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw Requirement.missing(program + " is missing; .ci/run installs it");
  }

  private static boolean listens(int port) {
    try (Socket socket = LoopbackPort.connect(port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
