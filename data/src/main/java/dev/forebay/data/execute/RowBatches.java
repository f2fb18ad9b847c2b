package dev.forebay.data.execute;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts rows into parts that one statement takes: at most 1,000 rows, 60,000 values and about a
 * million characters. Only one part is in memory at a time.
 */
final class RowBatches implements Iterator<List<List<@Nullable Object>>> {
  private static final int MOST_ROWS = 1000;

  /** A prepared statement takes 65,535 parameters. */
  private static final int MOST_VALUES = 60_000;

  private static final int MOST_CHARACTERS = 1 << 20;

  private final Iterator<? extends List<@Nullable Object>> rows;
  private final int most;

  /** Parts of rows with this many columns. */
  RowBatches(Iterator<? extends List<@Nullable Object>> rows, int columns) {
    this.rows = rows;
    this.most = Math.clamp(MOST_VALUES / columns, 1, MOST_ROWS);
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public List<List<@Nullable Object>> next() {
    List<List<@Nullable Object>> part = new ArrayList<>();
    long characters = 0;
    do {
      List<@Nullable Object> row = rows.next();
      part.add(row);
      characters += length(row);
    } while (part.size() < most && characters < MOST_CHARACTERS && rows.hasNext());
    return part;
  }

  private static long length(List<@Nullable Object> row) {
    long length = 0;
    for (Object value : row) {
      length +=
          switch (value) {
            case String text -> text.length();
            case byte[] bytes -> bytes.length;
            case null, default -> 0;
          };
    }
    return length;
  }
}
