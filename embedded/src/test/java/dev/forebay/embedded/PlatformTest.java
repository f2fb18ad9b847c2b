package dev.forebay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-amd64, linux",
    "Linux, aarch64, linux-arm64, ''",
    "Mac OS X, aarch64, darwin-arm64, osx",
    "Mac OS X, x86_64, darwin-amd64, ''",
    "Windows 11, amd64, windows-amd64, winx64",
    "FreeBSD, amd64, freebsd-amd64, ''"
  })
  void platform_ofTheSystemProperties_isNamedAsTheArtifactsNameIt(
      String osName, String osArch, String name, String mariaDbFolder) {
    Platform platform = Platform.of(osName, osArch);
    assertThat(platform).hasToString(name);
    assertThat(platform.mariaDbFolder().orElse("")).isEqualTo(mariaDbFolder);
  }
}
