package dev.forebay.storage.s3;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose client takes too long over a request's headers: for Jetty, one that
 * sends a byte now and then is never idle. Looks at all that are without a request four times a
 * second, and counts from when it sees a head's first byte.
 */
final class HeadDeadline extends Handler.Wrapper implements Connection.Listener {
  private static final long PERIOD_MILLIS = 250;

  private final Map<Connection, Head> heads = new ConcurrentHashMap<>();
  private final long limitNanos;
  private volatile Scheduler.Task next = () -> true;

  HeadDeadline(Handler handler, Duration limit) {
    super(handler);
    this.limitNanos = limit.toNanos();
  }

  /**
   * A head that is awaited.
   *
   * @param bytesBefore what the connection had received when the wait began
   * @param beginNanos when the first byte was seen; 0 before
   */
  private record Head(long bytesBefore, long beginNanos) {}

  @Override
  public void onOpened(Connection connection) {
    heads.put(connection, new Head(connection.getBytesIn(), 0));
  }

  @Override
  public void onClosed(Connection connection) {
    heads.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    heads.remove(connection);
    Request.addCompletionListener(request, failure -> onOpened(connection));
    return super.handle(request, response, callback);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    scheduleNext();
  }

  @Override
  protected void doStop() throws Exception {
    next.cancel();
    super.doStop();
  }

  private void scheduleNext() {
    next = getServer().getScheduler().schedule(this::look, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    heads.forEach((connection, head) -> look(connection, head, now));
    if (isRunning()) {
      scheduleNext();
    }
  }

  private void look(Connection connection, Head head, long now) {
    if (!connection.getEndPoint().isOpen()) {
      heads.remove(connection, head); // Closed before its request was completed.
    } else if (head.beginNanos() == 0) {
      if (connection.getBytesIn() > head.bytesBefore()) {
        heads.replace(connection, head, new Head(head.bytesBefore(), now));
      }
    } else if (now - head.beginNanos() > limitNanos && heads.remove(connection, head)) {
      connection.getEndPoint().close();
    }
  }
}
