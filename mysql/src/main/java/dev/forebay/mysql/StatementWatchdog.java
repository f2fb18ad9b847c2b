package dev.forebay.mysql;

import dev.forebay.mysql.Primary.Era;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the statements that run beyond their limit although the server has it, with KILL QUERY from
 * a connection of its own. MySQL's {@code max_execution_time} is for SELECTs alone; MariaDB's
 * {@code max_statement_time} is for all, but a routine with a handler for errors goes on behind it.
 *
 * <p>KILL QUERY names a connection, so one that comes late would end a statement that is not meant.
 * Two rules keep that from happening. A statement and its KILL exclude each other: after its end
 * none is sent, and it does not end before the server has answered one that was. And a connection
 * that one was sent to goes, once its transaction is rolled back, since the server may keep one
 * that has met no statement for the next. The statement fails whatever it has answered: SLEEP and
 * GET_LOCK return when they are killed, as if their time was over. One that cannot be killed fails
 * when the socket's timeout has passed as well.
 *
 * <p>A statement costs an entry in a set; a thread looks through it a few times within a limit. So
 * one may run for a tenth longer than its limit, which also lets the server's own come first.
 */
final class StatementWatchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatementWatchdog.class);
  private static final int LOOKS_PER_LIMIT = 20;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Behind a name that leads to several servers, another's statement may have this number. */
  private static final String FIND =
      "SELECT 1 FROM information_schema.processlist WHERE id = ? AND db = DATABASE()";

  private static final int NOT_OWNER = 1095;

  private final DatabaseSettings settings;
  private final Primary primary;
  private final Duration pause;
  private final Set<Watched> running = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("statement-watchdog").factory());
  private final Future<?> looks;

  /** A watchdog that looks from now on. */
  StatementWatchdog(DatabaseSettings settings, Primary primary) {
    this.settings = settings;
    this.primary = primary;
    this.pause = pause(settings.statementTimeout());
    this.looks =
        thread.scheduleWithFixedDelay(
            this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Runs a statement; an error with the number {@link SqlErrors#TIMEOUT} where it was ended.
   *
   * @param giveUp is run where the connection must not serve anybody else
   */
  <T> T run(Connection connection, SqlFunction<Connection, T> work, Runnable giveUp)
      throws SQLException {
    Watched statement = new Watched(physical(connection));
    running.add(statement);
    T result;
    try {
      result = work.apply(connection);
    } catch (SQLException e) {
      throw killed(statement, giveUp) ? timeout(e) : e;
    } catch (Throwable e) {
      killed(statement, giveUp);
      throw e;
    }
    if (killed(statement, giveUp)) {
      throw timeout(null);
    }
    return result;
  }

  @Override
  public void close() {
    looks.cancel(false);
    thread.shutdown();
  }

  private void look() {
    long limit = settings.statementTimeout().plus(pause).toNanos();
    long now = System.nanoTime();
    List<Watched> late = running.stream().filter(one -> one.isLate(now, limit)).toList();
    if (late.isEmpty()) {
      return;
    }
    Era before = primary.era();
    try (Connection killer = Connections.single(settings)) {
      Era here = primary.admit(killer, before);
      for (Watched statement : late) {
        statement.kill(killer, here.equals(primary.eraOf(statement.connection)));
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("{} statements beyond their limit could not be ended; tried again", late.size(), e);
      LockSupport.parkNanos(LONGEST_PAUSE.toNanos());
    }
  }

  private boolean killed(Watched statement, Runnable giveUp) {
    running.remove(statement);
    boolean killed = statement.end();
    if (killed) {
      giveUp.run();
    }
    return killed;
  }

  private static SQLException timeout(@Nullable SQLException cause) {
    return new SQLException("Ended by KILL QUERY", "HY000", SqlErrors.TIMEOUT, cause);
  }

  private static org.mariadb.jdbc.Connection physical(Connection pooled) throws SQLException {
    return pooled.unwrap(org.mariadb.jdbc.Connection.class);
  }

  private static Duration pause(Duration limit) {
    Duration part = limit.dividedBy(LOOKS_PER_LIMIT);
    if (part.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return part.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : part;
  }

  /** A statement that runs. Its monitor is held while a KILL is under way. */
  private static final class Watched {
    private final org.mariadb.jdbc.Connection connection;
    private final long start = System.nanoTime();
    private boolean ended;
    private boolean killed;

    Watched(org.mariadb.jdbc.Connection connection) {
      this.connection = connection;
    }

    synchronized boolean isLate(long now, long limitNanos) {
      return !ended && !killed && now - start > limitNanos;
    }

    /**
     * Counts as killed from the moment that it is tried: its answer may be what gets lost.
     *
     * @param same whether the killer leads to the same server
     */
    synchronized void kill(Connection killer, boolean same) throws SQLException {
      if (ended) {
        return;
      }
      killed = true;
      if (!same || !isHere(killer) || !isKilled(killer)) {
        LOG.warn(
            "A statement on connection {} is beyond its limit, and the database account may not end"
                + " it there: it runs with the rights of another account, on another server, or"
                + " behind a proxy",
            connection.getThreadId());
      }
    }

    /** MySQL takes a statement for its definer's while a trigger, routine or view runs as such. */
    private boolean isKilled(Connection killer) throws SQLException {
      try (Statement statement = killer.createStatement()) {
        statement.execute("KILL QUERY " + connection.getThreadId());
        return true;
      } catch (SQLException e) {
        if (e.getErrorCode() != NOT_OWNER) {
          throw e;
        }
        return false;
      }
    }

    private boolean isHere(Connection killer) throws SQLException {
      try (PreparedStatement statement = killer.prepareStatement(FIND)) {
        statement.setLong(1, connection.getThreadId());
        try (ResultSet found = statement.executeQuery()) {
          return found.next();
        }
      }
    }

    /** From its return on no KILL is sent: whether one was. */
    synchronized boolean end() {
      ended = true;
      return killed;
    }
  }
}
