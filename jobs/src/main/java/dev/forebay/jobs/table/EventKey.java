package dev.forebay.jobs.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What identifies an event on its way to one target: SHA-256 over both names, in hex, because event
 * ids may be longer than an index key.
 */
public record EventKey(String hex) {
  public static EventKey of(String target, String eventId) {
    byte[] text = (target + "\n" + eventId).getBytes(StandardCharsets.UTF_8);
    return new EventKey(HexFormat.of().formatHex(sha256(text)));
  }

  /** Lambda's request id of every attempt. */
  public String requestId() {
    return UUID.nameUUIDFromBytes(hex.getBytes(StandardCharsets.US_ASCII)).toString();
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
