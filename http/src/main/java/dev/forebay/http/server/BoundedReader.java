package dev.forebay.http.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import java.util.function.Supplier;

/**
 * Helidon's reader, with a limit for the one kind of line that has none: a chunk's size. Without it
 * a client could fill the memory with a chunked body whose first line never ends.
 */
final class BoundedReader extends DataReader {
  private static final int LINE_LIMIT = 256;

  @SuppressWarnings("removal") // The factory method that is to replace it cannot make a subclass.
  BoundedReader(Supplier<byte[]> source) {
    super(source);
  }

  @Override
  public String readLine() {
    int length = findNewLine(LINE_LIMIT);
    if (length == LINE_LIMIT) {
      throw RequestException.builder()
          .type(EventType.BAD_REQUEST)
          .message("Chunk size is invalid")
          .build();
    }
    String line = readAsciiString(length);
    skip(2);
    return line;
  }
}
