package dev.forebay.apps.billing.usage;

import java.io.IOException;
import java.io.Reader;

/**
 * The lines of a text, one at a time. Of a line that is longer than the limit nothing is kept, so
 * that a file without line ends needs no more memory than any other. Lines end with LF or CRLF.
 */
final class BoundedLines {
  private final Reader text;
  private final int limit;
  private final char[] buffer = new char[16_384];
  private final StringBuilder line = new StringBuilder();
  private int position;
  private int end;
  private long number;
  private boolean tooLong;

  BoundedLines(Reader text, int limit) {
    this.text = text;
    this.limit = limit;
  }

  /** Moves to the next line; false where there is none. */
  boolean next() throws IOException {
    line.setLength(0);
    tooLong = false;
    if (!fill()) {
      return false;
    }
    number++;
    boolean ended = false;
    while (!ended && fill()) {
      ended = takeUntilLineEnd();
    }
    return true;
  }

  /** The line's number, from 1. */
  long number() {
    return number;
  }

  /** Whether the line is over the limit; its text is then not the whole. */
  boolean isTooLong() {
    return tooLong;
  }

  /** The line without its end. */
  String text() {
    int length = line.length();
    boolean carriageReturn = length > 0 && line.charAt(length - 1) == '\r';
    return line.substring(0, carriageReturn ? length - 1 : length);
  }

  private boolean takeUntilLineEnd() {
    int from = position;
    while (position < end && buffer[position] != '\n') {
      position++;
    }
    keep(from, position - from);
    boolean ended = position < end;
    if (ended) {
      position++;
    }
    return ended;
  }

  private void keep(int from, int length) {
    tooLong |= line.length() + length > limit;
    if (!tooLong) {
      line.append(buffer, from, length);
    }
  }

  private boolean fill() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(0, text.read(buffer));
    }
    return position < end;
  }
}
