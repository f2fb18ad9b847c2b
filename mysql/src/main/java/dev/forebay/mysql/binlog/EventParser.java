package dev.forebay.mysql.binlog;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeader;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.deserialization.ChecksumType;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Takes events off the connection as they stand, in place of the connector's own parser. That one
 * decodes every column of every row, gives up on a type that it does not know, and then passes over
 * the event, so that a change would go unseen.
 */
final class EventParser extends EventDeserializer {
  private int checksumLength;

  @Override
  @SuppressWarnings({"deprecation", "InlineMeSuggester"})
  public void setChecksumType(ChecksumType type) {
    checksumLength = type.getLength();
  }

  @Override
  public @Nullable Event nextEvent(ByteArrayInputStream input) throws IOException {
    try {
      return input.peek() == -1 ? null : read(input);
    } catch (SocketTimeoutException e) {
      // The connector goes on after any other exception, in the middle of an event.
      throw (EOFException) new EOFException("the server has been silent").initCause(e);
    }
  }

  private Event read(ByteArrayInputStream input) throws IOException {
    byte[] header = input.read(RawEvent.HEADER_LENGTH);
    byte[] all = input.read(RawEvent.length(header) - RawEvent.HEADER_LENGTH);
    int type = RawEvent.of(header, all).type();
    if (type == RawEvent.FORMAT_DESCRIPTION) {
      // It ends with the kind of checksum that the file's events have, and always has one itself.
      checksumLength = all[all.length - 5] == 0 ? 0 : RawEvent.CHECKSUM_LENGTH;
      return new Event(Opaque.HEADER, RawEvent.of(header, all));
    }
    byte[] body = new Bytes(all).take(all.length - checksumLength);
    return new Event(Opaque.HEADER, RawEvent.of(header, body));
  }

  /** Keeps the connector from looking into events: the position is counted elsewhere. */
  private enum Opaque implements EventHeader {
    HEADER;

    @Override
    public EventType getEventType() {
      return EventType.UNKNOWN;
    }

    @Override
    public long getTimestamp() {
      return 0;
    }

    @Override
    public long getServerId() {
      return 0;
    }

    @Override
    public long getHeaderLength() {
      return RawEvent.HEADER_LENGTH;
    }

    @Override
    public long getDataLength() {
      return 0;
    }
  }
}
