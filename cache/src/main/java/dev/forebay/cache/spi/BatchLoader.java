package dev.forebay.cache.spi;

import dev.forebay.cache.entry.EntryName;
import java.util.Map;
import java.util.Set;

/** Reads the values of many entries from the primary database at once. */
@FunctionalInterface
public interface BatchLoader {
  /**
   * The values' JSON bytes by name; a name that is left out has no such row. The read begins after
   * the call.
   */
  Map<EntryName, byte[]> load(Set<EntryName> names);
}
