package dev.forebay.embedded;

import dev.forebay.base.file.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder with all that is below it. */
final class FolderTree {
  private FolderTree() {}

  /** Returns once all that is in the folder is on the disk. */
  static void sync(Path folder) throws IOException {
    for (Path path : innermostFirst(folder)) {
      if (Files.isDirectory(path)) {
        PrivateFiles.syncFolder(path);
      } else {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
  }

  /** Deletes the folder with all that is in it, if it is there; links are not followed. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    for (Path path : innermostFirst(folder)) {
      Files.delete(path);
    }
  }

  private static List<Path> innermostFirst(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
