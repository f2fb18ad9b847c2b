package dev.forebay.embedded;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A Redis that keeps nothing on disk but its configuration, and how to serve it. */
record RedisServer(Path program, Path folder, int maxMemoryMegabytes, String password) {
  static final String TITLE = "Redis";
  private static final String VERSION = "7.0.15";
  private static final Pattern PROGRAM = Pattern.compile("redis");
  private static final Duration READY_DEADLINE = Duration.ofSeconds(30);

  /** Finds the engine, and ends what a killed run left behind. */
  static RedisServer prepare(Path folder, EmbeddedRedisSettings settings) throws IOException {
    Path program =
        find(
            Platform.current(),
            settings.engineFolder(),
            InstalledProgram.folders(),
            settings.progress());
    Leftover.end(command(program, folder), settings.progress());
    String password = Password.of(folder.resolve("password"));
    return new RedisServer(program, folder, settings.maxMemoryMegabytes(), password);
  }

  /**
   * The program from the artifact for the platform, or else an installed one.
   *
   * @throws ForebayException FB804 if there is neither
   */
  static Path find(
      Platform platform, Path engineFolder, List<Path> programFolders, Consumer<String> progress) {
    String file = "redis-server-" + VERSION + "-" + platform;
    return new EngineArchive(
            "Redis " + VERSION, "redis-" + VERSION + "-" + platform, "", file, file::equals)
        .unpack(engineFolder, progress)
        .map(unpacked -> unpacked.resolve(file))
        .orElseGet(() -> installed(platform, programFolders, progress));
  }

  private static Path installed(
      Platform platform, List<Path> programFolders, Consumer<String> progress) {
    Path program =
        InstalledProgram.find(programFolders, "redis-server", "valkey-server")
            .orElseThrow(() -> missing(platform));
    progress.accept("No embedded Redis for " + platform + "; using the installed " + program);
    return program;
  }

  private static ForebayException missing(Platform platform) {
    return new ForebayException(
        ErrorCode.ENGINE_FAILED,
        "There is no embedded Redis for " + platform + ", and no installed redis-server",
        "Install Redis 6.2 or later (apt install redis-server, brew install redis), or set"
            + " cache.url in forebay.yaml.");
  }

  /** Starts it on the port and waits until it answers. */
  EngineProcess start(int port) {
    try {
      PrivateFiles.write(config(folder), configText(port));
    } catch (IOException e) {
      throw DataFolder.unusable(folder, e);
    }
    EngineProcess process = EngineProcess.start(command(program, folder));
    process.awaitReady(() -> answers(port), READY_DEADLINE);
    return process;
  }

  private static Path config(Path folder) {
    return folder.resolve("redis.conf");
  }

  private static EngineCommand command(Path program, Path folder) {
    return new EngineCommand(TITLE, PROGRAM, program, config(folder).toString(), List.of(), folder);
  }

  /**
   * A cache: nothing is saved, and when memory is short only keys with a TTL go, so that the
   * cache's intents, which have none, stay.
   */
  private String configText(int port) {
    return """
    bind 127.0.0.1
    port %d
    requirepass %s
    dir "%s"
    save ""
    appendonly no
    maxmemory %dmb
    maxmemory-policy volatile-lru
    tcp-backlog 128
    supervised no
    """
        .formatted(
            port,
            password,
            folder.toString().replace("\\", "\\\\").replace("\"", "\\\""),
            maxMemoryMegabytes);
  }

  private boolean answers(int port) {
    try (Socket socket = LoopbackPort.connect(port);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      String commands = "AUTH " + password + "\r\nPING\r\n";
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      return "+OK".equals(in.readLine()) && "+PONG".equals(in.readLine());
    } catch (IOException e) {
      return false;
    }
  }
}
