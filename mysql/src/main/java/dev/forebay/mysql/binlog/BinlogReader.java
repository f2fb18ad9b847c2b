package dev.forebay.mysql.binlog;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.DatabaseSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the server's binlog, on a connection of its own.
 *
 * <p>Memory is bounded: at most 256 events are read ahead, which the server makes of about 8 KB
 * each, or of one row where that is larger; so a transaction may be of any size.
 *
 * <p>{@link #next} is for one thread, {@link #close} for any.
 */
public final class BinlogReader implements AutoCloseable {
  private static final int READ_AHEAD = 256;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final BlockingQueue<BinlogEvent> queue = new ArrayBlockingQueue<>(READ_AHEAD);
  private final Interpreter interpreter;
  private final EventConnection connection;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable RuntimeException failure;

  private BinlogReader(DatabaseSettings settings, BinlogScope scope, BinlogPosition from) {
    this.interpreter = new Interpreter(scope, from);
    this.connection = EventConnection.following(settings, from, this::take);
    this.thread = Thread.ofVirtual().name("binlog-reader").unstarted(this::run);
  }

  /** Begins to read behind a position; whether that works is told by {@link #next}. */
  public static BinlogReader open(
      DatabaseSettings settings, BinlogScope scope, BinlogPosition from) {
    BinlogReader reader = new BinlogReader(settings, scope, from);
    reader.thread.start();
    return reader;
  }

  /**
   * The next events in order, 256 at most; none where none came while it waited.
   *
   * @throws PositionLostException where the log does not go on from the position
   * @throws ForebayException FB401, FB411 where the connection broke or was refused; a new reader
   *     goes on from the last position that was told
   */
  public List<BinlogEvent> next(Duration wait) throws InterruptedException {
    BinlogEvent first = queue.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    List<BinlogEvent> events = new ArrayList<>();
    if (first == null) {
      throwFailure();
      return events;
    }
    events.add(first);
    queue.drainTo(events, READ_AHEAD - 1);
    return events;
  }

  private void throwFailure() {
    RuntimeException known = failure;
    if (known != null && queue.isEmpty()) {
      throw known;
    }
  }

  /** Closes the connection. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    connection.close();
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      connection.run();
      failure = new ForebayException(ErrorCode.DATABASE_UNAVAILABLE, "The binlog's reader ended");
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** On the reader's thread: waits while the queue is full, and so the server does. */
  private void take(RawEvent event) {
    try {
      for (BinlogEvent read : closed ? List.<BinlogEvent>of() : interpreter.read(event)) {
        queue.put(read);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
