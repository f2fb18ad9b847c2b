package dev.forebay.data.write;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts rows into parts that one statement takes: at most 1,000 rows, 60,000 values and 900,000
 * bytes, which is below any sensible {@code max_allowed_packet}; a larger row is a part by itself.
 * Only one part and a row are in memory at a time.
 */
final class RowBatches implements Iterator<List<List<@Nullable Object>>> {
  private static final int MOST_ROWS = 1000;

  /** A prepared statement takes 65,535 parameters. */
  private static final int MOST_VALUES = 60_000;

  private static final int MOST_BYTES = 900_000;
  private static final int BESIDES_VALUE = 13;

  private final Iterator<? extends List<@Nullable Object>> rows;
  private final int most;
  private @Nullable List<@Nullable Object> ahead;

  /** Parts of rows with this many columns. */
  RowBatches(Iterator<? extends List<@Nullable Object>> rows, int columns) {
    this.rows = rows;
    this.most = Math.clamp(MOST_VALUES / columns, 1, MOST_ROWS);
  }

  @Override
  public boolean hasNext() {
    return ahead != null || rows.hasNext();
  }

  @Override
  public List<List<@Nullable Object>> next() {
    List<List<@Nullable Object>> part = new ArrayList<>();
    List<@Nullable Object> row = ahead == null ? rows.next() : ahead;
    ahead = null;
    part.add(row);
    long bytes = bytes(row);
    while (part.size() < most && rows.hasNext()) {
      row = rows.next();
      bytes += bytes(row);
      if (bytes > MOST_BYTES) {
        ahead = row;
        return part;
      }
      part.add(row);
    }
    return part;
  }

  /** As many as it may take at most. */
  private static long bytes(List<@Nullable Object> row) {
    long bytes = 0;
    for (Object value : row) {
      bytes += BESIDES_VALUE;
      bytes +=
          switch (value) {
            case String text -> 3L * text.length();
            case byte[] binary -> binary.length;
            case null, default -> 0;
          };
    }
    return bytes;
  }
}
