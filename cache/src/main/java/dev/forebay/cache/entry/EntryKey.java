package dev.forebay.cache.entry;

import dev.forebay.redis.HashField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an entry is in Redis, {@code {37}r:invoices:42} for a row, {@code
 * {37}l:invoices:customer_id:7} for a lookup, {@code {37}t:invoices} for a table's generation,
 * {@code {37}g:invoices} for that of its lists, and the epoch that its value is looked for in. All
 * nodes compute the same key.
 *
 * <p>The key does not name the epoch, and the field of the value does: a node that has not heard of
 * a new epoch yet must still meet the intents of those that have.
 */
public final class EntryKey {
  private static final Pattern KEY =
      Pattern.compile(
          "\\{\\d+}(?:r:(?<table>[^:]*)|l:(?<lookup>[^:]*):(?<column>[^:]*)):(?<value>.*)",
          Pattern.DOTALL);

  private final byte[] bytes;
  private final Bucket bucket;

  public EntryKey(byte[] bytes, Bucket bucket) {
    this.bytes = bytes;
    this.bucket = bucket;
  }

  /** The key's bytes, without what the braces hold: from it the bucket is computed. */
  public static byte[] canonical(EntryName name) {
    String text =
        switch (name.kind()) {
          case ROW -> "r:" + escaped(name.table()) + ":" + name.value();
          case LOOKUP ->
              "l:" + escaped(name.table()) + ":" + escaped(name.column()) + ":" + name.value();
          case TABLE -> "t:" + escaped(name.table());
          case LISTS -> "g:" + escaped(name.table());
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The key of an entry in the bucket with this number. */
  public static byte[] bytes(int bucket, byte[] canonicalName) {
    byte[] prefix = ("{" + bucket + "}").getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = Arrays.copyOf(prefix, prefix.length + canonicalName.length);
    System.arraycopy(canonicalName, 0, bytes, prefix.length, canonicalName.length);
    return bytes;
  }

  /** The key of an entry, whatever the epoch. */
  public static byte[] bytes(EntryName name) {
    byte[] canonical = canonical(name);
    return bytes(Bucket.numberOf(canonical), canonical);
  }

  /** The entry that a key in Redis is of; none where it is not of a row or a lookup. */
  public static Optional<EntryName> parse(byte[] key) {
    Matcher text = KEY.matcher(new String(key, StandardCharsets.UTF_8));
    if (!text.matches()) {
      return Optional.empty();
    }
    String value = text.group("value");
    String table = text.group("table");
    EntryName name =
        table != null
            ? EntryName.row(unescaped(table), value)
            : EntryName.lookup(
                unescaped(text.group("lookup")), unescaped(text.group("column")), value);
    return Arrays.equals(bytes(name), key) ? Optional.of(name) : Optional.empty();
  }

  public byte[] bytes() {
    return bytes;
  }

  public Bucket bucket() {
    return bucket;
  }

  /** Where the value is, if it is of this epoch. */
  public HashField valueAddress() {
    return new HashField(bytes, bucket.valueField());
  }

  /** The KEYS of the scripts on an entry. */
  public List<byte[]> scriptKeys() {
    return List.of(bytes, bucket.epochKey());
  }

  /** MySQL allows a colon in a name; without this, two names could make one key. */
  public static String escaped(String name) {
    return name.indexOf(':') < 0 && name.indexOf('%') < 0
        ? name
        : name.replace("%", "%25").replace(":", "%3A");
  }

  private static String unescaped(String name) {
    return name.replace("%3A", ":").replace("%25", "%");
  }
}
