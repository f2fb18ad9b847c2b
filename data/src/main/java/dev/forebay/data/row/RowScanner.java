package dev.forebay.data.row;

/**
 * Finds the values in a row that {@link RowFormat} has written, by their place: the n-th value is
 * that of the n-th column. No key is read and nothing is decoded.
 */
final class RowScanner {
  private final byte[] json;
  private final int[] starts;
  private final int[] ends;
  private int at;
  private int start;

  /** A scanner for rows of this many columns. */
  RowScanner(JsonRows rows, int columns) {
    json = rows.bytes();
    at = rows.from();
    starts = new int[columns];
    ends = new int[columns];
  }

  /** Scans the next row, and steps over the comma behind it. */
  void next() {
    start = at;
    for (int column = 0; column < starts.length; column++) {
      at++;
      skipString();
      at++;
      starts[column] = at;
      skipValue();
      ends[column] = at;
    }
    at += 2;
  }

  /** Where the row begins. */
  int rowStart() {
    return start;
  }

  /** How long it is, without the comma behind it. */
  int rowLength() {
    return at - 1 - start;
  }

  int start(int column) {
    return starts[column];
  }

  int length(int column) {
    return ends[column] - starts[column];
  }

  private void skipValue() {
    int depth = 0;
    while (depth > 0 || !isEnd(json[at])) {
      if (json[at] == '"') {
        skipString();
      } else {
        depth += depthOf(json[at]);
        at++;
      }
    }
  }

  private static int depthOf(byte b) {
    return switch (b) {
      case '{', '[' -> 1;
      case '}', ']' -> -1;
      default -> 0;
    };
  }

  private static boolean isEnd(byte b) {
    return b == ',' || b == '}';
  }

  private void skipString() {
    at++;
    while (json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    at++;
  }
}
