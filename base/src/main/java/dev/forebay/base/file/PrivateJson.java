package dev.forebay.base.file;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record kept as JSON in a file with mode 0600, for keys and the like. A looser mode is tightened
 * when the file is read. FB803 where the file cannot be read or written.
 *
 * @param <T> the record
 */
public final class PrivateJson<T extends Record> {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateJson.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Class<T> type;

  /** The file, which need not be there. */
  public PrivateJson(Path file, Class<T> type) {
    this.file = file;
    this.type = type;
  }

  /** The file's record; a new one, written first, where there is no file. */
  public T loadOrCreate(Supplier<T> fresh) {
    return load()
        .orElseGet(
            () -> {
              T created = fresh.get();
              save(created);
              return created;
            });
  }

  /** The file's record; empty where there is no file. */
  public Optional<T> load() {
    try {
      if (PrivateFiles.tighten(file)) {
        LOG.warn("{} could be read by others; its mode is 0600 now.", file);
      }
      return Optional.of(required(JSON.readValue(Files.readAllBytes(file), type)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ForebayException(ErrorCode.DATA_FOLDER, "Cannot read " + file, e);
    } catch (JacksonException e) {
      throw unfit(e);
    }
  }

  private T required(@Nullable T content) {
    if (content == null) {
      throw unfit(null);
    }
    return content;
  }

  private ForebayException unfit(@Nullable Throwable cause) {
    return new ForebayException(
        ErrorCode.DATA_FOLDER,
        file + " does not hold what it should",
        null,
        "Restore it from a backup, or delete it to get a new one.",
        cause);
  }

  /** Replaces the file, and returns once it is on the disk. */
  public void save(T content) {
    try {
      PrivateFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
    } catch (IOException e) {
      throw new ForebayException(ErrorCode.DATA_FOLDER, "Cannot write " + file, e);
    }
  }
}
