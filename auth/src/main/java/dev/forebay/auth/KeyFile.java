package dev.forebay.auth;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that keeps an application's keys. Written beside its place, forced to the disk and then
 * renamed, so that a crash leaves either no file or a whole one.
 */
final class KeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<Set<PosixFilePermission>> AS_OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(OWNER_ONLY);

  private final Path file;

  KeyFile(Path file) {
    this.file = file;
  }

  ApiKeys loadOrCreate() {
    try {
      return Files.exists(file) ? load() : create();
    } catch (IOException e) {
      throw new ForebayException(
          ErrorCode.DATA_FOLDER, "The file of API keys " + file + " cannot be used.", e);
    }
  }

  private ApiKeys load() throws IOException {
    tighten();
    try {
      @Nullable ApiKeys keys = JSON.readValue(Files.readAllBytes(file), ApiKeys.class);
      if (keys == null) {
        throw broken(null);
      }
      return keys;
    } catch (JacksonException e) {
      throw broken(e);
    }
  }

  private ForebayException broken(@Nullable Throwable cause) {
    return new ForebayException(
        ErrorCode.DATA_FOLDER,
        "The file of API keys " + file + " does not hold two keys.",
        null,
        "Delete it to get new keys, or restore it from a backup to keep the old ones.",
        cause);
  }

  private void tighten() throws IOException {
    if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
      LOG.warn("{} could be read by others; its mode is 0600 now.", file);
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    }
  }

  private ApiKeys create() throws IOException {
    ApiKeys keys = ApiKeys.generate();
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    try (FileChannel channel =
        FileChannel.open(unfinished, Set.of(CREATE_NEW, WRITE), AS_OWNER_ONLY)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(keys));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, ATOMIC_MOVE);
    forceRename();
    return keys;
  }

  private void forceRename() throws IOException {
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), READ)) {
      folder.force(true);
    }
  }
}
