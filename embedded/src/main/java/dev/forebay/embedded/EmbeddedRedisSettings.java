package dev.forebay.embedded;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How to run the embedded Redis.
 *
 * @param dataFolder the application's data folder; Redis uses {@code redis} in it
 * @param engineFolder where its program is unpacked, once; shared by any number of data folders
 * @param port the TCP port on 127.0.0.1; 0 takes a free one
 * @param maxMemoryMegabytes where Redis begins to evict keys that have a TTL, in MiB
 * @param progress hears what takes long, a line at a time, in the thread that starts it
 */
public record EmbeddedRedisSettings(
    Path dataFolder,
    Path engineFolder,
    int port,
    int maxMemoryMegabytes,
    Consumer<String> progress) {
  /** Checks the memory. */
  public EmbeddedRedisSettings {
    if (maxMemoryMegabytes < 4) {
      throw new IllegalArgumentException(
          "Redis needs at least 4 MB of memory, not " + maxMemoryMegabytes);
    }
  }

  /** 256 MiB on a free port. */
  public EmbeddedRedisSettings(Path dataFolder, Path engineFolder, Consumer<String> progress) {
    this(dataFolder, engineFolder, 0, 256, progress);
  }
}
