package dev.forebay.data;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;

/**
 * The limits of the data API.
 *
 * @param maxRows how many rows one read answers with at most
 * @param maxWrittenRows how many rows one PATCH or DELETE may touch
 */
@Doc("The limits of the data API.")
public record DataSettings(
    @Default("1000") @Doc("The most rows that one read answers with; up to 1,000,000.") int maxRows,
    @Default("10000")
        @Doc("The most rows that one PATCH or DELETE may touch where they are cached or shown.")
        int maxWrittenRows) {
  /** 1,000 rows read, 10,000 rows written. */
  public static final DataSettings DEFAULT = new DataSettings(1000, 10_000);

  /** Refuses what would not be a limit. */
  public DataSettings {
    require(maxRows >= 1 && maxRows <= 1_000_000, "maxRows must be between 1 and 1000000");
    require(
        maxWrittenRows >= 1 && maxWrittenRows <= 1_000_000,
        "maxWrittenRows must be between 1 and 1000000");
  }

  private static void require(boolean fine, String message) {
    if (!fine) {
      throw new IllegalArgumentException(message);
    }
  }
}
