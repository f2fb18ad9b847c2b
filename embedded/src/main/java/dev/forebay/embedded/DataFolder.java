package dev.forebay.embedded;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.file.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A folder that belongs to one process for as long as this object is open.
 *
 * <p>The owner holds the operating system's lock on the file {@code lock} in it, which ends with
 * the process, however it dies; the file's text is the owner's process id. The folder is created
 * with mode 0700 where it is missing.
 */
public final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates the folder where it is missing, and takes it for this process.
   *
   * @throws ForebayException FB803 if it cannot be created or written to, or another process (or
   *     another owner in this process) has it
   */
  public static DataFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      PrivateFiles.createFolder(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      return own(path, channel);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static DataFolder own(Path path, FileChannel channel) throws IOException {
    try {
      if (tryLock(channel) == null) {
        throw taken(path, owner(channel));
      }
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid), 0);
      return new DataFolder(path, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(20);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
  }

  private static ForebayException taken(Path path, String owner) {
    return new ForebayException(
        ErrorCode.DATA_FOLDER,
        "The data folder " + path + " is in use by another process",
        owner.isBlank() ? null : "The process that has it is " + owner + ".",
        "Stop that process, or choose another folder with --data.",
        null);
  }

  static ForebayException unusable(Path path, IOException cause) {
    return new ForebayException(
        ErrorCode.DATA_FOLDER,
        "The data folder " + path + " cannot be written to",
        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "Make it a folder that this user may write to, or choose another one with --data.",
        cause);
  }

  /** The folder, absolute. */
  public Path path() {
    return path;
  }

  /** Gives the folder back; the lock file stays, unlocked. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }
}
