package dev.forebay.jobs.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What identifies an event on its way to one target: SHA-256 over both names, in hex, because event
 * ids may be longer than an index key.
 */
public record EventKey(String hex) {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  public static EventKey of(String target, String eventId) {
    byte[] text = (target + "\n" + eventId).getBytes(StandardCharsets.UTF_8);
    return new EventKey(HexFormat.of().formatHex(sha256(text)));
  }

  /**
   * The job's id in logs, answers and handlers, where it is Lambda's request id: the key's first
   * half as a UUID of version 8 (RFC 9562), two of whose digits are the version and the variant.
   */
  public String id() {
    int variant = (Character.digit(hex.charAt(16), 16) & 3) | 8;
    return "%s-%s-8%s-%s%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(13, 16),
            Integer.toHexString(variant),
            hex.substring(17, 20),
            hex.substring(20, 32));
  }

  /** What LIKE finds the key of an id by, in the primary key; empty where that is no id. */
  public static Optional<String> pattern(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    String hex = id.replace("-", "");
    return Optional.of(
        hex.substring(0, 12) + "_" + hex.substring(13, 16) + "_" + hex.substring(17) + "%");
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
