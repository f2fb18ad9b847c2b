package dev.forebay.cache.entry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A share of the entries with an epoch of its own, in one epoch. The braces make Redis Cluster keep
 * a bucket's keys in one slot, so that a script can see an entry and its epoch.
 */
public final class Bucket {
  /** How many there are. All nodes must agree; a change is a change of the key format. */
  public static final int COUNT = 256;

  private final int number;
  private final byte[] epoch;
  private final byte[] epochKey;
  private final byte[] valueField;

  public Bucket(int number, byte[] epoch) {
    this.number = number;
    this.epoch = epoch;
    this.epochKey = ascii("{" + number + "}ep");
    this.valueField = ascii("v" + new String(epoch, StandardCharsets.US_ASCII));
  }

  /** The number of the bucket that an entry is in. */
  public static int numberOf(byte[] canonicalName) {
    return Arrays.hashCode(canonicalName) & (COUNT - 1);
  }

  /** The KEYS of the script that tells a bucket's epoch. */
  public static List<byte[]> epochKeys(int number) {
    return List.of(ascii("{" + number + "}ep"), ascii("{" + number + "}id"));
  }

  public int number() {
    return number;
  }

  public byte[] epoch() {
    return epoch;
  }

  public byte[] epochKey() {
    return epochKey;
  }

  /** The field of an entry that holds its value in this epoch. */
  public byte[] valueField() {
    return valueField;
  }

  public boolean sameEpoch(Bucket other) {
    return number == other.number && Arrays.equals(epoch, other.epoch);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
