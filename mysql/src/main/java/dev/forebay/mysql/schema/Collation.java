package dev.forebay.mysql.schema;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A collation, and what its name tells: {@code latin1_swedish_ci} is one of the character set
 * {@code latin1}.
 *
 * @param name as the server spells it, in full
 */
public record Collation(String name) {
  private static final Charset LATIN1 = Charset.forName("windows-1252");

  private static final int ASCII_END = 0x80;
  private static final char UNDEFINED = '\uFFFD';

  /** Its character set. */
  public String characterSet() {
    int end = name.indexOf('_');
    return end < 0 ? name : name.substring(0, end);
  }

  /**
   * Whether spaces at the end of a text are nothing to it. MySQL 8's own collations do not pad, nor
   * do MariaDB's that say so.
   */
  public boolean pads() {
    return !name.contains("_0900_") && !name.contains("nopad");
  }

  /**
   * Whether equality under it is known: the character set is one that {@link #decoded} reads as the
   * server does, and what pads does so at the end of a weight. Weights of several levels have ends
   * within.
   */
  public boolean isKnown() {
    return charset() != null && !(pads() && name.endsWith("_as_ci"));
  }

  /** A text of the column, as it is stored; none of a character set that is not known. */
  public Optional<String> decoded(byte[] stored) {
    Charset charset = charset();
    if (charset == null) {
      return Optional.empty();
    }
    String text = new String(stored, charset);
    return Optional.of(charset.equals(LATIN1) ? withControls(text, stored) : text);
  }

  /** Where Windows has no character, MySQL's latin1 has the control character of that number. */
  private static String withControls(String text, byte[] stored) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] == UNDEFINED) {
        characters[i] = (char) (stored[i] & 0xFF);
      }
    }
    return new String(characters);
  }

  /** Whether the character set surely has all characters of a text. */
  public boolean holds(String text) {
    Charset charset = charset();
    if (charset == null) {
      return !characterSet().equals("swe7") && text.chars().allMatch(c -> c < ASCII_END);
    }
    return charset.newEncoder().canEncode(text) && (isWide() || isBasic(text));
  }

  private boolean isWide() {
    return switch (characterSet()) {
      case "utf8mb3", "utf8", "ucs2" -> false;
      default -> true;
    };
  }

  private static boolean isBasic(String text) {
    return text.codePoints().allMatch(Character::isBmpCodePoint);
  }

  private @Nullable Charset charset() {
    return switch (characterSet()) {
      case "utf8mb4", "utf8mb3", "utf8" -> StandardCharsets.UTF_8;
      case "latin1" -> LATIN1;
      case "ascii" -> StandardCharsets.US_ASCII;
      case "ucs2", "utf16" -> StandardCharsets.UTF_16BE;
      case "utf16le" -> StandardCharsets.UTF_16LE;
      case "utf32" -> StandardCharsets.UTF_32BE;
      default -> null;
    };
  }
}
