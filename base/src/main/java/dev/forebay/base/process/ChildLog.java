package dev.forebay.base.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The log file of a child process, from where one start of it begins.
 *
 * <p>A file over 10 MB is set aside as {@code *.1} before a start, so that logs take at most about
 * twice that and what one run writes.
 */
record ChildLog(Path file, long start) {
  private static final long ROTATE_AT = 10 << 20;
  private static final int TAIL_BYTES = 16 << 10;
  private static final int TAIL_LINES = 12;

  /** The log for a start that follows. */
  static ChildLog open(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new ChildLog(file, 0);
    }
    if (Files.size(file) < ROTATE_AT) {
      return new ChildLog(file, Files.size(file));
    }
    Files.move(
        file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    return new ChildLog(file, 0);
  }

  /** The last lines since the start; what went wrong stands there. */
  String tail() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(TAIL_BYTES);
      channel.position(Math.max(start, channel.size() - TAIL_BYTES));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      List<String> lines =
          new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(the log cannot be read: " + e.getMessage() + ")";
    }
  }
}
