package dev.forebay.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/** Helidon's writer, with a deadline for each write: a client may also refuse to read. */
record WatchedWriter(DataWriter helidon, WatchedContext context) implements DataWriter {
  @Override
  public void write(BufferData... buffers) {
    context.awaitClient();
    helidon.write(buffers);
    context.clientDone();
  }

  @Override
  public void write(BufferData buffer) {
    context.awaitClient();
    helidon.write(buffer);
    context.clientDone();
  }

  @Override
  public void writeNow(BufferData... buffers) {
    context.awaitClient();
    helidon.writeNow(buffers);
    context.clientDone();
  }

  @Override
  public void writeNow(BufferData buffer) {
    context.awaitClient();
    helidon.writeNow(buffer);
    context.clientDone();
  }
}
