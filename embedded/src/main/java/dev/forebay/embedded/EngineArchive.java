package dev.forebay.embedded;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.file.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The files of an engine in a jar on the class path.
 *
 * @param title what people call it, for example {@code MariaDB 11.4.5}
 * @param folder the folder to unpack into, named by version and platform, so that an update never
 *     meets old files
 * @param root the path in the jar that the files lie under; empty, or ends with a slash
 * @param executable the program, relative to {@code root}
 * @param wanted which of the files (relative to {@code root}) to unpack
 */
record EngineArchive(
    String title, String folder, String root, String executable, Predicate<String> wanted) {
  /** File locks are per process: threads of this one need a lock of their own. */
  private static final ReentrantLock UNPACKING = new ReentrantLock();

  private static final int CHUNK = 1 << 20;

  /**
   * The program, whose files it unpacks first where they are not there yet; empty if the class path
   * has no such archive.
   *
   * <p>The files go to a sibling folder, are synced, and then get their name in one rename, so that
   * a folder with the name is always whole. Processes that unpack the same archive wait for each
   * other.
   *
   * @throws ForebayException FB804 if the files cannot be written
   */
  Optional<EngineProgram> unpack(Path engineFolder, Consumer<String> progress) {
    URL url = EngineArchive.class.getClassLoader().getResource(root + executable);
    if (url == null) {
      return Optional.empty();
    }
    Path target = engineFolder.toAbsolutePath().resolve(folder);
    if (isWhole(target)) {
      return Optional.of(program(target));
    }
    UNPACKING.lock();
    try {
      unpackLocked(url, target, progress);
      return Optional.of(program(target));
    } catch (IOException e) {
      throw new ForebayException(
          ErrorCode.ENGINE_FAILED,
          title + " cannot be unpacked into " + target,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Make room on the disk (400 MB), or let this user write to that folder.",
          e);
    } finally {
      UNPACKING.unlock();
    }
  }

  private EngineProgram program(Path target) {
    return new EngineProgram(target.resolve(executable), Optional.of(target));
  }

  private boolean isWhole(Path target) {
    return Files.isExecutable(target.resolve(executable));
  }

  private void unpackLocked(URL url, Path target, Consumer<String> progress) throws IOException {
    Files.createDirectories(target.resolveSibling("."));
    Path lockFile = target.resolveSibling(folder + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !isWhole(target)) {
        Path unfinished = target.resolveSibling(folder + ".unpacking");
        FolderTree.delete(unfinished);
        FolderTree.delete(target);
        extract(url, unfinished, progress);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.syncFolder(target.resolveSibling("."));
      }
    }
  }

  private void extract(URL url, Path into, Consumer<String> progress) throws IOException {
    JarURLConnection connection = (JarURLConnection) url.openConnection();
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      List<? extends ZipEntry> entries = jar.stream().filter(this::isWanted).toList();
      long total = entries.stream().mapToLong(ZipEntry::getSize).sum();
      var written = new UnpackProgress("Unpacking " + title + ", once", total, progress);
      for (ZipEntry entry : entries) {
        try (InputStream bytes = jar.getInputStream(entry)) {
          write(bytes, into.resolve(entry.getName().substring(root.length())), written);
        }
      }
    }
    FolderTree.sync(into);
  }

  private boolean isWanted(ZipEntry entry) {
    String name = entry.getName();
    return !entry.isDirectory()
        && name.startsWith(root)
        && !name.contains("..")
        && wanted.test(name.substring(root.length()));
  }

  private void write(InputStream bytes, Path file, UnpackProgress written) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = bytes.read(chunk); n >= 0; n = bytes.read(chunk)) {
        out.write(chunk, 0, n);
        written.add(n);
      }
    }
    if (file.endsWith(executable) && !file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }
}
