package dev.forebay.storage.load;

import dev.forebay.base.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/**
 * Bytes that are checked to be UTF-8 while they are read, without the byte order mark that they may
 * begin with. Overlong forms, surrogates and code points over U+10FFFF are no UTF-8 (RFC 3629).
 */
final class Utf8Lines extends BlockInputStream {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private long line = 1;
  private boolean begun;

  /** How many bytes of a character are still to come, and what the next of them may be. */
  private int missing;

  private int lowest = 0x80;
  private int highest = 0xbf;

  Utf8Lines(InputStream in) {
    super(new PushbackInputStream(in, MARK.length));
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (!begun) {
      begun = true;
      skipMark((PushbackInputStream) in);
    }
    int count = in.read(buffer, offset, length);
    for (int i = 0; i < count; i++) {
      check(buffer[offset + i] & 0xff);
    }
    if (count < 0 && missing > 0) {
      throw new NotUtf8Exception(line);
    }
    return count;
  }

  private static void skipMark(PushbackInputStream in) throws IOException {
    byte[] first = in.readNBytes(MARK.length);
    if (!Arrays.equals(first, MARK)) {
      in.unread(first);
    }
  }

  private void check(int b) throws NotUtf8Exception {
    if (missing > 0) {
      require(b >= lowest && b <= highest);
      missing--;
      expect(0x80, 0xbf);
    } else if (b >= 0x80) {
      begin(b);
    } else if (b == '\n') {
      line++;
    }
  }

  /** The first byte of a longer character limits the second: RFC 3629, section 4. */
  private void begin(int b) throws NotUtf8Exception {
    require(b >= 0xc2 && b <= 0xf4);
    missing = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
    switch (b) {
      case 0xe0 -> expect(0xa0, 0xbf);
      case 0xed -> expect(0x80, 0x9f);
      case 0xf0 -> expect(0x90, 0xbf);
      case 0xf4 -> expect(0x80, 0x8f);
      default -> expect(0x80, 0xbf);
    }
  }

  private void expect(int from, int to) {
    lowest = from;
    highest = to;
  }

  private void require(boolean fine) throws NotUtf8Exception {
    if (!fine) {
      throw new NotUtf8Exception(line);
    }
  }

  /** Bytes that are not UTF-8. */
  static final class NotUtf8Exception extends IOException {
    private final long line;

    NotUtf8Exception(long line) {
      super("not UTF-8");
      this.line = line;
    }

    /** The number of the line that they are in, from 1. */
    long line() {
      return line;
    }
  }
}
