package dev.forebay.base.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateJsonTest {
  record Secret(String key) {}

  @TempDir private Path folder;

  private PrivateJson<Secret> json() {
    return new PrivateJson<>(folder.resolve("secret.json"), Secret.class);
  }

  private String mode() throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(folder.resolve("secret.json")));
  }

  @Test
  void loadOrCreate_twice_keepsTheFirst() throws IOException {
    json().loadOrCreate(() -> new Secret("a"));

    assertThat(json().loadOrCreate(() -> new Secret("b"))).isEqualTo(new Secret("a"));
    assertThat(mode()).isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void load_looseMode_isTightened() throws IOException {
    json().save(new Secret("a"));
    Files.setPosixFilePermissions(
        folder.resolve("secret.json"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(json().load()).contains(new Secret("a"));
    assertThat(mode()).isEqualTo("rw-------");
  }

  @Test
  void load_notJson_saysWhatToDo() throws IOException {
    Files.writeString(folder.resolve("secret.json"), "{");

    assertThatThrownBy(() -> json().load()).hasMessageContaining("does not hold what it should");
  }
}
