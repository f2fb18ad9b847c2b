package dev.forebay.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A known race, planted in a script of the protocol. The script with the mistake is put before
 * Forebay's own by the JVM's option {@code -Xbootclasspath/a}, so that Forebay has no switch for
 * it.
 */
enum PlantedRace {
  FILL_WITHOUT_A_LEASE("fill", "if not lease or .* then", "if false then"),
  FILL_WITH_ANOTHERS_LEASE("fill", "if not lease or .* then", "if not lease then"),
  INTENT_LEAVES_THE_VALUE("intent", "r\\('DEL', KEYS\\[1\\]\\)", ""),
  LEASE_BESIDE_AN_INTENT("lease", "if entry.n then", "if false then"),
  FINISH_WHILE_DIRTY("finish", "if dirty or", "if"),
  FINISH_BESIDE_OTHERS("finish", "if others > 0 then", "if false then");

  private final String script;
  private final String right;
  private final String wrong;

  PlantedRace(String script, String right, String wrong) {
    this.script = script + ".lua";
    this.right = right;
    this.wrong = wrong;
  }

  /** Writes the mistaken script; returns the JVM's option that puts it before the right one. */
  String plant(Path folder) {
    Path file = folder.resolve("dev/forebay/cache").resolve(script);
    String source = source();
    String mistaken = source.replaceAll(right, wrong);
    if (mistaken.equals(source)) {
      throw new IllegalStateException(script + " has no " + right);
    }
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, mistaken);
      return "-Xbootclasspath/a:" + folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String source() {
    String name = "/dev/forebay/cache/" + script;
    try (InputStream stream = PlantedRace.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
