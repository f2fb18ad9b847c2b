package dev.forebay.mysql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the tests unpack the engines' programs: once for all modules. */
public final class Engines {
  private Engines() {}

  /** The folder. */
  public static Path folder() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("embedded/pom.xml")))
        .findFirst()
        .orElseThrow()
        .resolve("target/engines");
  }
}
