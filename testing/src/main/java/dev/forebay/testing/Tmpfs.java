package dev.forebay.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;

/**
 * A file system in memory, mounted on a folder: a disk that is soon full, or that becomes
 * read-only. Only root may mount one; a test of others is skipped.
 */
public final class Tmpfs implements AutoCloseable {
  private final Path folder;

  private Tmpfs(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder a disk of this size, for example {@code 8m}. */
  public static Tmpfs mount(Path folder, String size) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    String refusal = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
    Requirement.require(refusal.isEmpty(), "No tmpfs can be mounted: " + refusal);
    Tmpfs mounted = new Tmpfs(folder);
    if (!hasAttributes(folder)) {
      mounted.close();
      Requirement.require(false, "This kernel's tmpfs has no extended attributes");
    }
    return mounted;
  }

  /** From now on nothing can be written, not even by root. */
  public void makeReadOnly() throws IOException, InterruptedException {
    required("mount", "-o", "remount,ro", folder.toString());
  }

  /** Takes all the room that is left; the returned file can be deleted to give it back. */
  public Path fill() throws IOException {
    Path filler = folder.resolve("filler");
    byte[] page = new byte[4096];
    try (var out = Files.newOutputStream(filler)) {
      while (Files.getFileStore(folder).getUsableSpace() > 0) {
        out.write(page);
      }
    }
    return filler;
  }

  /** Unmounts it, with all that is on it. */
  @Override
  public void close() throws IOException, InterruptedException {
    required("umount", "--lazy", folder.toString());
  }

  private static boolean hasAttributes(Path folder) throws IOException {
    Path probe = Files.createFile(folder.resolve("probe"));
    try {
      Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class)
          .write("probe", ByteBuffer.wrap(new byte[1]));
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    } finally {
      Files.delete(probe);
    }
  }

  private static void required(String... command) throws IOException, InterruptedException {
    String refusal = run(command);
    if (!refusal.isEmpty()) {
      throw new IOException(Arrays.toString(command) + ": " + refusal);
    }
  }

  /** What the command said where it failed; empty where it did not. */
  private static String run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      return status == 0 ? "" : "status " + status + ": " + said.strip();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
