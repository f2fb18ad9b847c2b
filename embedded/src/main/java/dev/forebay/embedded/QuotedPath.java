package dev.forebay.embedded;

import java.nio.file.Path;

/** A path as a value in the configuration files of MariaDB and of Redis, which quote alike. */
final class QuotedPath {
  private QuotedPath() {}

  static String of(Path path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
