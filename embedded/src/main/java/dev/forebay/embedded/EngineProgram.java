package dev.forebay.embedded;

import dev.forebay.base.process.ProcessEnd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program of an engine on this machine.
 *
 * @param file the program, possibly a link, which is kept: some programs look at their name
 * @param home the folder of an unpacked engine; empty for an installed one
 */
record EngineProgram(Path file, Optional<Path> home) {
  private static final Logger log = LoggerFactory.getLogger(EngineProgram.class);
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /**
   * Whether the program runs here and names the product in its version: an unpacked one may miss a
   * library of the system, and an installed {@code mysqld} may be another product's.
   */
  boolean isA(String product) {
    try {
      Process process =
          new ProcessBuilder(file.toString(), "--version").redirectErrorStream(true).start();
      if (!ProcessEnd.gone(process.toHandle(), DEADLINE)) {
        process.destroyForcibly();
      }
      try (InputStream output = process.getInputStream()) {
        String version = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        log.debug("{} --version: {}", file, version);
        return version.contains(product);
      }
    } catch (IOException e) {
      log.info("{} does not run: {}", file, e.getMessage());
      return false;
    }
  }
}
