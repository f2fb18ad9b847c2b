package dev.forebay.storage.event;

/**
 * Which keys of a bucket have events, as S3 notifications filter them.
 *
 * @param prefix what a key begins with; empty for all
 * @param suffix what a key ends with, for example {@code .csv}; empty for all
 */
public record ObjectFilter(String prefix, String suffix) {
  /** Every key. */
  public static final ObjectFilter ALL = new ObjectFilter("", "");

  /** Whether the key has this prefix and this suffix. They may overlap. */
  public boolean matches(String key) {
    return key.startsWith(prefix) && key.endsWith(suffix);
  }
}
