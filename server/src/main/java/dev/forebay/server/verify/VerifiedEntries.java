package dev.forebay.server.verify;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.entry.EntryName;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are compared.
 *
 * @param table those of one table; null for all
 * @param oneIn of how many entries one is taken, at random; 1 for all
 */
public record VerifiedEntries(@Nullable String table, int oneIn) {
  /** FB805 where N is less than 1. */
  public VerifiedEntries {
    if (oneIn < 1) {
      throw new ForebayException(
          ErrorCode.USAGE, "A sample takes one entry in N, and N is at least 1");
    }
  }

  boolean takes(EntryName name, RandomGenerator random) {
    return (table == null || name.table().equals(table)) && random.nextInt(oneIn) == 0;
  }
}
