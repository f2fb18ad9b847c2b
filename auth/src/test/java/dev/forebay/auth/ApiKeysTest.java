package dev.forebay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiKeysTest {
  @TempDir Path folder;

  @Test
  void generate_manyTimes_neverRepeatsAndHolds192Bits() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      ApiKeys generated = ApiKeys.generate();
      assertThat(generated.secretKey().value()).startsWith("fb_secret_");
      assertThat(generated.publishableKey()).startsWith("fb_publishable_");
      String random = generated.secretKey().value().substring("fb_secret_".length());
      assertThat(Base64.getUrlDecoder().decode(random)).hasSize(24);
      keys.add(generated.secretKey().value());
      keys.add(generated.publishableKey());
    }
    assertThat(keys).hasSize(200);
  }

  @Test
  void constructor_shortOrEqualKeys_areRefused() {
    String key = "0123456789abcdef0123";
    assertThatIllegalArgumentException().isThrownBy(() -> ApiKeys.of("", key));
    assertThatIllegalArgumentException().isThrownBy(() -> ApiKeys.of(key, key));
  }

  @Test
  void toString_ofKeys_hidesThem() {
    ApiKeys keys = ApiKeys.generate();
    assertThat(keys.toString()).doesNotContain("fb_secret_");
  }

  @Test
  void loadOrCreate_noFile_createsOneForItsOwnerAndKeepsItsKeys() throws IOException {
    Path file = folder.resolve("keys.json");
    ApiKeys created = ApiKeys.loadOrCreate(file);
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(ApiKeys.loadOrCreate(file)).isEqualTo(created);
    assertThat(folder).isDirectoryNotContaining(f -> f.toString().endsWith(".new"));
  }

  @Test
  void loadOrCreate_fileThatOthersCanRead_isTightened() throws IOException {
    Path file = folder.resolve("keys.json");
    ApiKeys created = ApiKeys.loadOrCreate(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(ApiKeys.loadOrCreate(file)).isEqualTo(created);
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void loadOrCreate_leftoverOfACrash_isReplaced() throws IOException {
    Files.writeString(folder.resolve("keys.json.new"), "{\"secretK");
    Path file = folder.resolve("keys.json");
    assertThat(ApiKeys.loadOrCreate(file)).isEqualTo(ApiKeys.loadOrCreate(file));
  }

  @Test
  void loadOrCreate_brokenFile_isFb803AndKeptAsItIs() throws IOException {
    Path file = folder.resolve("keys.json");
    for (String content : new String[] {"", "{", "[]", "{\"secretKey\":\"short\"}", "null"}) {
      Files.writeString(file, content);
      assertThatExceptionOfType(ForebayException.class)
          .as(content)
          .isThrownBy(() -> ApiKeys.loadOrCreate(file))
          .matches(e -> e.code() == ErrorCode.DATA_FOLDER);
      assertThat(file).hasContent(content);
    }
  }

  @Test
  void loadOrCreate_missingFolder_isFb803() {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> ApiKeys.loadOrCreate(folder.resolve("none/keys.json")))
        .matches(e -> e.code() == ErrorCode.DATA_FOLDER);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
