package dev.forebay.data.row;

import dev.forebay.data.json.JsonBuffer;
import java.util.Arrays;

/**
 * Rows as JSON with gaps, where embedded rows are still to come. Each row is its fields, each with
 * a comma before it and without braces: {@code ,"id":1,"name":"x"}. One thread.
 */
public final class OpenRows {
  private final JsonBuffer json = new JsonBuffer(512);
  private final int gaps;
  private int[] ends = new int[64];
  private int pieces;

  /** Rows that have this many gaps each. */
  public OpenRows(int gaps) {
    this.gaps = gaps;
  }

  /** How many rows there are. */
  public int count() {
    return pieces / (gaps + 1);
  }

  /** How many bytes they have without what goes into the gaps. */
  public int size() {
    return json.size();
  }

  /** Where the next piece of a row is written to. */
  JsonBuffer json() {
    return json;
  }

  /** Ends a piece, before a gap and behind the last one. */
  void cut() {
    if (pieces == ends.length) {
      ends = Arrays.copyOf(ends, 2 * pieces);
    }
    ends[pieces++] = json.size();
  }

  /** Writes one row, its gaps filled. */
  public void write(int row, GapFiller filler, JsonBuffer out) {
    for (int gap = 0; gap <= gaps; gap++) {
      int piece = row * (gaps + 1) + gap;
      int start = piece == 0 ? 0 : ends[piece - 1];
      json.copyTo(out, start, ends[piece] - start);
      if (gap < gaps) {
        filler.fill(row, gap, out);
      }
    }
  }

  /** Writes what goes into a gap. */
  @FunctionalInterface
  public interface GapFiller {
    /** Writes fields, each with a comma before it. */
    void fill(int row, int gap, JsonBuffer out);
  }
}
