package dev.forebay.data;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;

/**
 * The limits of the data API.
 *
 * @param maxRows how many rows one read answers with at most
 * @param maxWrittenRows how many rows one PATCH or DELETE may touch
 * @param maxEmbeddedRows how many rows one answer embeds at most, in all
 * @param maxEmbedDepth how deep embeds may be nested
 * @param maxFilters how many filters one request may have
 * @param aggregates whether count(), sum(), avg(), min() and max() are allowed
 */
@Doc("The limits of the data API.")
public record DataSettings(
    @Default("1000") @Doc("The most rows that one read answers with; up to 10,000,000.")
        int maxRows,
    @Default("10000")
        @Doc(
            "The most rows that one PATCH or DELETE may touch where they are cached or shown; and"
                + " as many may change with them by foreign keys.")
        int maxWrittenRows,
    @Default("10000") @Doc("The most rows that one answer embeds in all; more are refused.")
        int maxEmbeddedRows,
    @Default("5") @Doc("How deep embeds may be nested.") int maxEmbedDepth,
    @Default("100") @Doc("The most filters that one request may have.") int maxFilters,
    @Default("false")
        @Doc("Whether select may have aggregates: count(), sum(), avg(), min() and max().")
        boolean aggregates) {
  /** 1,000 rows read, 10,000 rows written and embedded, 5 embeds deep, 100 filters. */
  public static final DataSettings DEFAULT = new DataSettings(1000, 10_000, 10_000, 5, 100, false);

  private static final int LARGEST_ANSWER = 10_000_000;
  private static final int LARGEST_PART = 1_000_000;

  /** Refuses what would not be a limit. */
  public DataSettings {
    require("maxRows", maxRows, LARGEST_ANSWER);
    require("maxWrittenRows", maxWrittenRows, LARGEST_PART);
    require("maxEmbeddedRows", maxEmbeddedRows, LARGEST_PART);
    require("maxEmbedDepth", maxEmbedDepth, 20);
    require("maxFilters", maxFilters, 1000);
  }

  private static void require(String name, int value, int largest) {
    if (value < 1 || value > largest) {
      throw new IllegalArgumentException("%s must be between 1 and %d".formatted(name, largest));
    }
  }
}
