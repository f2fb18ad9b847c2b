package dev.forebay.aws.signature;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.CommonError;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an aws-chunked body, with its lines, which end with CR and LF. */
final class ChunkLines {
  private static final int LONGEST = 1024;

  private final InputStream in;

  ChunkLines(InputStream in) {
    this.in = in;
  }

  /** Some of a chunk's data. */
  int read(byte[] buffer, int offset, int count) throws IOException {
    int some = in.read(buffer, offset, count);
    if (some < 0) {
      throw incomplete();
    }
    return some;
  }

  /** The next line, without its end. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = next();
    while (next != '\r') {
      if (line.length() == LONGEST) {
        throw ChunkedBody.invalid("A line of the chunked body is too long.");
      }
      line.append((char) next);
      next = next();
    }
    if (next() != '\n') {
      throw ChunkedBody.invalid("A line of the chunked body does not end with CR and LF.");
    }
    return line.toString();
  }

  void requireLineEnd() throws IOException {
    if (!line().isEmpty()) {
      throw ChunkedBody.invalid("A chunk of the body is longer than its size.");
    }
  }

  void requireEnd() throws IOException {
    if (in.read() >= 0) {
      throw ChunkedBody.invalid("Something follows the last chunk of the body.");
    }
  }

  private int next() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw incomplete();
    }
    return next;
  }

  private static AwsException incomplete() {
    return new AwsException(CommonError.INCOMPLETE_BODY, "The chunked body ends too early.");
  }
}
