package dev.forebay.embedded;

import dev.forebay.base.config.Secret;
import dev.forebay.base.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The generated password of an engine: 48 hexadecimal digits, in a file with mode 0600. */
final class Password {
  private static final int BYTES = 24;

  private Password() {}

  /** The password in the file, which gets a new one where it is missing or damaged. */
  static Secret of(Path file) throws IOException {
    if (Files.exists(file)) {
      String known = Files.readString(file).strip();
      if (known.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
        return new Secret(known);
      }
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    PrivateFiles.write(file, password + "\n");
    return new Secret(password);
  }
}
