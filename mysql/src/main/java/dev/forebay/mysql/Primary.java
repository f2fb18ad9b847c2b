package dev.forebay.mysql;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that the database's address leads to, and whether it takes writes.
 *
 * <p>A switchover makes the old server read-only and lets new connections lead to another one; the
 * old connections may live on. What they read is old as soon as somebody writes to the new server.
 * So each connection belongs to an {@link Era}, and is of use only while that lasts. Another one
 * begins when the server becomes read-only or takes writes again, and when a connection is found to
 * lead to another server.
 *
 * <p>Each connection is asked when it is opened, and a probe of this class's own four times a
 * second. That is a new connection every second, because the address may lead elsewhere by then.
 * What was read is given out only if the server was asked {@linkplain #confirm less than a second
 * before}: so a switchover that waits for a second between the two steps lets nobody read what is
 * old.
 */
final class Primary implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Primary.class);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration RENEWAL = Duration.ofSeconds(1);

  /** However many doubts there are. */
  private static final Duration LEAST_AGE = Duration.ofMillis(50);

  /** Of sessions whose transactions are read-only by default the server's setting is to blame. */
  private static final String ASK =
      """
      SELECT CONCAT_WS(' ', @@server_id, @@hostname, @@port /*!80000 , @@server_uuid */),
        CONCAT_WS(' ', @@read_only, @@innodb_read_only
          /*M! , @@tx_read_only */ /*!80000 , @@transaction_read_only */)
      """;

  private static final String NOT_READ_ONLY = "(0|OFF)( (0|OFF))*";

  private final DatabaseSettings settings;
  private final Map<Connection, Era> opened = Collections.synchronizedMap(new WeakHashMap<>());
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofVirtual().name("primary").unstarted(this::keepLooking);
  private volatile Era era = new Era(0, "", false);
  private volatile long askedAt;
  private volatile boolean doubted;
  private volatile boolean closed;
  private @Nullable Connection probe;
  private long renewedAt = System.nanoTime();

  /**
   * A time in which the address leads to one server.
   *
   * @param number counts the eras; 0 before the first connection
   * @param server its name, which no other one has
   * @param readOnly whether it takes no writes, so that it is of no use
   */
  record Era(long number, String server, boolean readOnly) {
    boolean isLike(Era other) {
      return server.equals(other.server) && readOnly == other.readOnly;
    }
  }

  Primary(DatabaseSettings settings) {
    this.settings = settings;
  }

  /** Looks from now on. */
  void start() {
    thread.start();
  }

  /** The era that lasts. */
  Era era() {
    return era;
  }

  /** The era that lasts once the server takes writes, or that in which the time is over. */
  Era awaitWritable(Duration limit) throws SQLException {
    Era now = era;
    return now.readOnly() ? await(limit) : now;
  }

  private synchronized Era await(Duration limit) throws SQLException {
    long end = System.nanoTime() + limit.toNanos();
    try {
      for (long left = limit.toMillis();
          era.readOnly() && left > 0;
          left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
        wait(left);
      }
      return era;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLTransientConnectionException("Interrupted", e);
    }
  }

  /** The era that an admitted connection belongs to; a pool's is known by what it stands for. */
  Era eraOf(Connection connection) throws SQLException {
    return Objects.requireNonNull(opened.get(physical(connection)), "not admitted");
  }

  /**
   * Asks a new connection where it leads, which may begin an era: the one that it belongs to.
   *
   * @param before the era in which it was begun to be opened
   */
  Era admit(Connection connection, Era before) throws SQLException {
    Era found = ask(connection, before);
    opened.put(physical(connection), found);
    return found;
  }

  private static Connection physical(Connection connection) throws SQLException {
    return connection.unwrap(org.mariadb.jdbc.Connection.class);
  }

  /** Returns if a connection's era lasts, or lasted a second ago at least; FB401 otherwise. */
  void confirm(Connection connection, Era of) {
    try {
      if (of.equals(era) && System.nanoTime() - askedAt > RENEWAL.toNanos()) {
        ask(connection, of);
      }
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
    if (!of.equals(era)) {
      throw new ForebayException(
          ErrorCode.DATABASE_UNAVAILABLE,
          "The database is failing over to another server",
          null,
          "Try again",
          null);
    }
  }

  /** Looks at once, because the server has said what a primary does not say. */
  void doubt() {
    doubted = true;
    LockSupport.unpark(thread);
  }

  /** Has this run whenever another era has begun. It must not take long. */
  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void keepLooking() {
    while (!closed) {
      try {
        look();
      } catch (RuntimeException e) {
        LOG.error("The database's server could not be looked at; tried again", e);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    hold(null);
  }

  private void look() {
    Duration age = Duration.ofNanos(System.nanoTime() - renewedAt);
    if (age.compareTo(doubted ? LEAST_AGE : RENEWAL) < 0 || !renewed()) {
      askAgain();
    }
  }

  /** False where the address leads nowhere just now: the connection of before may be of use yet. */
  private boolean renewed() {
    doubted = false;
    try {
      hold(admitted());
      return true;
    } catch (SQLException e) {
      LOG.debug("The database's server cannot be asked over a new connection", e);
      return false;
    }
  }

  private Connection admitted() throws SQLException {
    Era before = era;
    Connection fresh = Connections.single(settings);
    try {
      admit(fresh, before);
      return fresh;
    } catch (SQLException e) {
      fresh.close();
      throw e;
    }
  }

  private void askAgain() {
    Connection held = probe;
    try {
      if (held != null && eraOf(held).equals(era)) {
        ask(held, era);
      }
    } catch (SQLException e) {
      LOG.debug("The database's server cannot be asked", e);
      hold(null);
    }
  }

  private void hold(@Nullable Connection fresh) {
    Connection before = probe;
    probe = fresh;
    renewedAt = System.nanoTime();
    try {
      if (before != null) {
        before.close();
      }
    } catch (SQLException e) {
      LOG.debug("A connection could not be closed", e);
    }
  }

  /** The era that the answer is of. */
  private Era ask(Connection connection, Era before) throws SQLException {
    long asked = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(ASK)) {
      answer.next();
      boolean readOnly = !answer.getString(2).matches(NOT_READ_ONLY);
      return found(before, answer.getString(1), readOnly, asked);
    }
  }

  /** An answer to a question from before the era that lasts by now says nothing of that. */
  private synchronized Era found(Era before, String server, boolean readOnly, long asked) {
    if (before.equals(era)) {
      Era found = new Era(before.number() + 1, server, readOnly);
      if (before.number() == 0 || !before.isLike(found)) {
        begin(found);
      }
      askedAt = asked;
      return era;
    }
    return before;
  }

  private synchronized void begin(Era next) {
    Era before = era;
    era = next;
    if (before.number() > 0) {
      LOG.warn(
          next.readOnly()
              ? "The database's server is read-only: it is not used before that ends"
              : "The database's address leads to another server, or to one that takes writes again:"
                  + " connections of before are closed");
      listeners.forEach(Runnable::run);
      notifyAll();
    }
  }
}
