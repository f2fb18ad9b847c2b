package dev.forebay.embedded;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.config.DataSize;
import dev.forebay.base.file.PrivateFiles;
import dev.forebay.base.process.ChildCommand;
import dev.forebay.base.process.ChildProcess;
import dev.forebay.base.process.Leftover;
import dev.forebay.base.process.LoopbackPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A Redis that keeps nothing on disk but its configuration, and how to serve it. */
record RedisServer(EngineProgram program, Path folder, DataSize maxMemory) implements EngineServer {
  private static final String TITLE = "Redis";
  private static final String VERSION = "7.0.15";
  private static final Pattern PROGRAM = Pattern.compile("redis");
  private static final Duration READY_DEADLINE = Duration.ofSeconds(30);

  /** Finds the engine, and ends what a killed run left behind. */
  static RedisServer prepare(Path folder, EmbeddedRedisSettings settings) {
    EngineProgram program =
        source(Platform.current())
            .find(settings.engineFolder(), EngineSource.programFolders(), settings.progress());
    try {
      Leftover.end(command(program, folder), settings.progress());
      return new RedisServer(program, folder, settings.maxMemory());
    } catch (IOException e) {
      throw DataFolder.unusable(folder, e);
    }
  }

  /** The artifact has programs for Linux and macOS, each a single file. */
  static EngineSource source(Platform platform) {
    String file = "redis-server-" + VERSION + "-" + platform;
    String folder = "redis-" + VERSION + "-" + platform;
    return new EngineSource(
        TITLE,
        platform,
        Optional.of(new EngineArchive("Redis " + VERSION, folder, "", file, file::equals)),
        List.of("redis-server", "redis-server.exe"),
        "Install Redis 6.2 or later (apt install redis-server, brew install redis), or set"
            + " cache.url in forebay.yaml.");
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public ChildProcess start(int port) {
    try {
      PrivateFiles.write(config(folder), configText(port));
    } catch (IOException e) {
      throw DataFolder.unusable(folder, e);
    }
    ChildProcess process = ChildProcess.start(command(program, folder));
    process.awaitReady(() -> answers(port), READY_DEADLINE);
    return process;
  }

  private static Path config(Path folder) {
    return folder.resolve("redis.conf");
  }

  private static ChildCommand command(EngineProgram program, Path folder) {
    String config = config(folder).toString();
    List<String> line = List.of(program.file().toString(), config);
    return new ChildCommand(
        TITLE, PROGRAM, line, config, EngineServer.files(folder), ErrorCode.ENGINE_FAILED);
  }

  /**
   * A cache: nothing is saved, and when memory is short only keys with a TTL go, so that the
   * cache's intents, which have none, stay.
   */
  private String configText(int port) {
    return """
    bind 127.0.0.1
    port %d
    protected-mode yes
    dir %s
    pidfile %s
    save ""
    appendonly no
    maxmemory %d
    maxmemory-policy volatile-lru
    tcp-backlog 128
    supervised no
    """
        .formatted(
            port,
            QuotedPath.of(folder),
            QuotedPath.of(EngineServer.files(folder).pid()),
            maxMemory.bytes());
  }

  private boolean answers(int port) {
    try (Socket socket = LoopbackPort.connect(port);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return "+PONG".equals(in.readLine());
    } catch (IOException e) {
      return false;
    }
  }
}
