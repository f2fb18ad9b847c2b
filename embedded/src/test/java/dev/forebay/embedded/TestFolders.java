package dev.forebay.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders under {@code target}: a new one for a test's data, one for the engines of all tests. */
final class TestFolders {
  private TestFolders() {}

  static Path data(String name) throws IOException {
    Path parent = Path.of("target", "data").toAbsolutePath();
    Files.createDirectories(parent);
    return Files.createTempDirectory(parent, name + "-");
  }

  static Path engines() {
    return Path.of("..", "target", "engines").toAbsolutePath().normalize();
  }
}
