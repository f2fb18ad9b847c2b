package dev.forebay.data.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keeps spellings short. */
public final class Spelling {
  private static final int LONGEST = 100;

  private Spelling() {}

  /** The spelling itself, or where it is long its hash behind a {@code #}. */
  public static String bounded(String spelling) {
    return spelling.length() <= LONGEST ? spelling : "#" + sha256(spelling);
  }

  /** A hash of 64 hexadecimal digits. */
  public static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
