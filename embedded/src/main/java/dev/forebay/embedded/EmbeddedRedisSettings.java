package dev.forebay.embedded;

import dev.forebay.base.config.DataSize;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How to run the embedded Redis.
 *
 * @param dataFolder the application's data folder; Redis uses {@code redis} in it
 * @param engineFolder where its program is unpacked, once; shared by any number of data folders
 * @param port the TCP port on 127.0.0.1; 0 takes a free one
 * @param maxMemory where Redis begins to evict keys that have a TTL; at least 4 MB
 * @param progress hears what takes long, a line at a time, in the thread that starts it
 */
public record EmbeddedRedisSettings(
    Path dataFolder, Path engineFolder, int port, DataSize maxMemory, Consumer<String> progress) {
  private static final DataSize LEAST_MEMORY = DataSize.parse("4MB");

  /** Checks the memory. */
  public EmbeddedRedisSettings {
    if (maxMemory.bytes() < LEAST_MEMORY.bytes()) {
      throw new IllegalArgumentException("Redis needs at least 4MB of memory");
    }
  }

  /** 256 MB on a free port. */
  public EmbeddedRedisSettings(Path dataFolder, Path engineFolder, Consumer<String> progress) {
    this(dataFolder, engineFolder, 0, DataSize.parse("256MB"), progress);
  }
}
