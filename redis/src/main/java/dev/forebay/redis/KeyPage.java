package dev.forebay.redis;

import java.util.List;

/**
 * Some of the keys in Redis, as SCAN gives them: a key that is there all the time comes at least
 * once, one that comes or goes meanwhile may or may not.
 *
 * @param keys none, one or many
 * @param cursor where the next page begins; {@link #START} after the last one
 */
public record KeyPage(List<byte[]> keys, String cursor) {
  /** Where the first page begins. */
  public static final String START = "0";

  /** Keeps a copy of the list; the bytes are not to be written to afterwards. */
  public KeyPage {
    keys = List.copyOf(keys);
  }
}
