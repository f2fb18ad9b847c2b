package dev.forebay.http.server;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/**
 * One connection: Helidon's HTTP/1.1 connection, with the ends that it leaves open tied up.
 *
 * <ul>
 *   <li>A deadline for whatever the client is waited for, kept by {@link DeadlineWatch}: Helidon's
 *       sockets have none, so a client that sends half a header would hold its thread for ever.
 *   <li>A lingering close (RFC 9112, section 9.6): a socket that is closed with unread bytes resets
 *       the connection, and the client may lose the answer that told it why.
 *   <li>A stop that ends idle connections at once, and lets running requests finish.
 * </ul>
 */
final class Connection implements ServerConnection {
  private final ServerConnection helidon;
  private final WatchedContext context;
  private final DeadlineWatch watch;

  Connection(ServerConnection helidon, WatchedContext context, DeadlineWatch watch) {
    this.helidon = helidon;
    this.context = context;
    this.watch = watch;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    watch.add(context);
    try {
      context.awaitRequest();
      if (endsWithUnreadBytes(limit)) {
        context.linger();
      }
    } finally {
      watch.remove(context);
    }
  }

  /** Never: {@link DeadlineWatch} keeps the deadlines. */
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    if (interrupt) {
      helidon.close(true);
      context.closeSocket();
    } else {
      context.closeIfIdle();
    }
  }

  /** Serves requests until the connection ends; Helidon returns where it answered a broken one. */
  private boolean endsWithUnreadBytes(Limit limit) throws InterruptedException {
    try {
      helidon.handle(limit);
      return true;
    } catch (LastAnswer e) {
      return e.bytesLeft();
    }
  }

  /** Says that the answer which was just sent is the connection's last. No stack: no error. */
  static final class LastAnswer extends CloseConnectionException {
    private static final long serialVersionUID = 1;
    private final boolean bytesLeft;

    LastAnswer(boolean bytesLeft) {
      super("The last answer was sent.");
      this.bytesLeft = bytesLeft;
    }

    /** Whether the client may still be sending. */
    boolean bytesLeft() {
      return bytesLeft;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
