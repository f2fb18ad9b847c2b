package dev.forebay.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** A new folder for a test under {@code target}, named after it. */
final class TestFolder implements TempDirFactory {
  /** Where the engines of all modules' tests are unpacked. */
  static final Path ENGINES = Path.of("target", "engines").toAbsolutePath();

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws IOException {
    Path parent = Files.createDirectories(Path.of("target", "data").toAbsolutePath());
    return Files.createTempDirectory(parent, test.getRequiredTestMethod().getName() + "-");
  }
}
