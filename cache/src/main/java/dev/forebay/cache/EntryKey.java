package dev.forebay.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Where an entry is in Redis, in one epoch of its bucket: {@code
 * {37}e1763646000123456:r:invoices:42} for a row, {@code
 * {37}e1763646000123456:l:invoices:customer_id:7} for a lookup. All nodes compute the same.
 */
final class EntryKey {
  private final byte[] bytes;
  private final Bucket bucket;

  private EntryKey(byte[] bytes, Bucket bucket) {
    this.bytes = bytes;
    this.bucket = bucket;
  }

  static EntryKey of(byte[] canonicalName, Bucket bucket) {
    byte[] prefix = bucket.keyPrefix();
    byte[] bytes = Arrays.copyOf(prefix, prefix.length + canonicalName.length);
    System.arraycopy(canonicalName, 0, bytes, prefix.length, canonicalName.length);
    return new EntryKey(bytes, bucket);
  }

  /** The part of the key that does not change with the epoch. */
  static byte[] canonical(EntryName name) {
    String text =
        switch (name.kind()) {
          case ROW -> "r:" + escaped(name.table()) + ":" + name.value();
          case LOOKUP ->
              "l:" + escaped(name.table()) + ":" + escaped(name.column()) + ":" + name.value();
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return bytes;
  }

  Bucket bucket() {
    return bucket;
  }

  /** The KEYS of every script on an entry. */
  List<byte[]> scriptKeys() {
    return List.of(bytes, bucket.epochKey());
  }

  /** MySQL allows a colon in a name; without this, two names could make one key. */
  private static String escaped(String name) {
    return name.indexOf(':') < 0 && name.indexOf('%') < 0
        ? name
        : name.replace("%", "%25").replace(":", "%3A");
  }
}
