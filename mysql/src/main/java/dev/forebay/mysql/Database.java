package dev.forebay.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The primary database: a pool of connections, and units of work on them.
 *
 * <p>Safe for any number of threads. A unit of work holds one connection from its begin to its end,
 * so one must not be started inside another: with the pool used up, both would wait for each other
 * until the connection timeout.
 *
 * <p>Every connection is set to UTC, strict SQL mode and utf8mb4. Counts of {@link Session#update}
 * are of the rows that the statement's WHERE matched, not of those that it really changed.
 *
 * <p>Errors: FB401 when there is no connection in time or it breaks, otherwise FB4xx by what the
 * server says.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int ATTEMPTS = 10;
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final DatabaseSettings settings;
  private final HikariDataSource pool;
  private final StatementWatchdog watchdog;
  private final String name;

  private Database(DatabaseSettings settings, HikariDataSource pool) {
    this.settings = settings;
    this.pool = pool;
    this.watchdog = new StatementWatchdog(settings);
    this.name = settings.parsedUrl().name();
  }

  /** Connects; FB401, FB411 where the server cannot be reached, or does not let the account in. */
  public static Database open(DatabaseSettings settings) {
    return new Database(settings, pool(Connections.pool(settings), settings));
  }

  /** Runs work in which every statement commits by itself. */
  public <T> T read(Work<T> work) {
    Connection connection = connect();
    JdbcSession session = new JdbcSession(connection, watchdog, Runnable::run);
    try {
      return work.run(session);
    } finally {
      release(connection, session);
    }
  }

  /**
   * Runs work in one transaction: commits when it returns, unless it asked for {@link
   * Session#rollBackAtEnd}; rolls back when it throws.
   *
   * <p>FB409 when it is unknown whether the COMMIT took effect, because the connection broke before
   * its answer came. Any other error means that nothing of the transaction is stored.
   */
  public <T> T transaction(Work<T> work) {
    List<Runnable> afterCommit = new ArrayList<>();
    T result = transaction("START TRANSACTION", work, afterCommit);
    afterCommit.forEach(Database::runLogged);
    return result;
  }

  /** Two that have met once are not to meet again at the same time. */
  private static void pause(int attempt) {
    long most = Math.min(LONGEST_PAUSE_NANOS, TimeUnit.MILLISECONDS.toNanos(1L << attempt));
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
  }

  /** Runs work in one transaction that the server does not let change anything. */
  public <T> T readOnly(Work<T> work) {
    return transaction("START TRANSACTION READ ONLY", work, new ArrayList<>());
  }

  private <T> T transaction(String begin, Work<T> work, List<Runnable> afterCommit) {
    Connection connection = connect();
    JdbcSession session = new JdbcSession(connection, watchdog, afterCommit::add);
    try {
      T result = new Transaction(connection, begin, session::giveUp).run(work, session);
      if (session.rollsBackAtEnd()) {
        afterCommit.clear();
      }
      return result;
    } finally {
      release(connection, session);
    }
  }

  /**
   * Like {@link #transaction}, but where the transaction lost to another one, as a deadlock's
   * victim or because it waited too long for a lock, <b>the work is run again</b> from its
   * beginning, at most ten times in all, and not once a statement's time has passed; then FB407.
   * Only for work whose effects outside the database may happen more than once.
   */
  public <T> T transactionRetrying(Work<T> work) {
    long start = System.nanoTime();
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return transaction(work);
      } catch (ForebayException e) {
        boolean late = System.nanoTime() - start > settings.statementTimeout().toNanos();
        if (e.code() != ErrorCode.LOCK_CONFLICT || late) {
          throw e;
        }
        pause(attempt);
      }
    }
    return transaction(work);
  }

  /** The pool, for libraries that bring their own transactions. */
  public DataSource dataSource() {
    return pool;
  }

  /** How many units of work can run at once. */
  public int poolSize() {
    return settings.poolSize();
  }

  /** The database's name. */
  public String name() {
    return name;
  }

  /** Closes every connection; work that still runs fails with FB401. */
  @Override
  public void close() {
    watchdog.close();
    pool.close();
  }

  /** A new pool for migrations. */
  HikariDataSource migrationPool() {
    return pool(Connections.migrationPool(settings), settings);
  }

  private static HikariDataSource pool(HikariConfig config, DatabaseSettings settings) {
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw ConnectErrors.atStart(e, settings);
    }
  }

  private Connection connect() {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      throw ConnectErrors.later(e, settings);
    }
  }

  /** What was committed must not be reported as failed, so neither of these two throws. */
  private void release(Connection connection, JdbcSession session) {
    if (session.isGivenUp()) {
      pool.evictConnection(connection);
    }
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.warn("A connection could not be given back", e);
    }
  }

  private static void runLogged(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("An action after a commit failed", e);
    }
  }
}
