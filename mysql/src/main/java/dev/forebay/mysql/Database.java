package dev.forebay.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Primary.Era;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
  private static final List<String> BEGIN = List.of("START TRANSACTION");
  private static final List<String> BEGIN_READ_ONLY = List.of("START TRANSACTION READ ONLY");
  private static final List<String> BEGIN_READ_COMMITTED =
      List.of("SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "START TRANSACTION");
  private static final List<String> BEGIN_REPEATABLE_READ =
      List.of("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "START TRANSACTION");
  private static final int ATTEMPTS = 10;
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final DatabaseSettings settings;
  private final Primary primary;
  private final PrimaryPool pool;
  private final StatementWatchdog watchdog;
  private final String name;
  private final Runnable atClose;
  private volatile boolean logsStatements;

  private Database(
      DatabaseSettings settings, HikariConfig connections, Primary primary, Runnable atClose) {
    this.settings = settings;
    this.primary = primary;
    this.pool = new PrimaryPool(pool(connections, settings), primary);
    this.watchdog = new StatementWatchdog(settings, primary);
    this.name = settings.parsedUrl().name();
    this.atClose = atClose;
  }

  /**
   * Connects; FB401, FB411 where the server cannot be reached, or does not let the account in.
   *
   * @param meters where the pool is measured
   */
  public static Database open(DatabaseSettings settings, MeterRegistry meters) {
    Primary primary = new Primary(settings);
    HikariConfig connections = Connections.pool(settings, primary);
    connections.setMetricsTrackerFactory((_, pool) -> new PoolMeters(meters, pool));
    Database database = new Database(settings, connections, primary, primary::close);
    if (primary.era().readOnly()) {
      database.close();
      throw ConnectErrors.readOnly(settings);
    }
    primary.start();
    return database;
  }

  /** The same, measured for nobody. */
  public static Database open(DatabaseSettings settings) {
    return open(settings, new SimpleMeterRegistry());
  }

  /**
   * The same database with connections of its own, for what must not wait behind other work. To be
   * closed before this one.
   */
  public Database withOwnConnections(int connections) {
    DatabaseSettings own = settings.withPoolSize(connections);
    return new Database(own, Connections.pool(own, primary), primary, () -> {});
  }

  /** Runs work in which every statement commits by itself. */
  public <T> T read(Work<T> work) {
    Connection connection = connect();
    JdbcSession session = new JdbcSession(connection, watchdog, Runnable::run, false);
    try {
      return confirmed(work, connection).run(session);
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
    return transaction(BEGIN, work);
  }

  private <T> T transaction(List<String> begin, Work<T> work) {
    List<Runnable> afterCommit = new ArrayList<>();
    T result = transaction(begin, work, afterCommit);
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
    return transaction(BEGIN_READ_ONLY, work, new ArrayList<>());
  }

  private <T> T transaction(List<String> begin, Work<T> work, List<Runnable> afterCommit) {
    Connection connection = connect();
    boolean readOnly = begin.equals(BEGIN_READ_ONLY);
    JdbcSession session = new JdbcSession(connection, watchdog, afterCommit::add, readOnly);
    try {
      T result =
          new Transaction(connection, begin, session::giveUp)
              .run(confirmed(work, connection), session);
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
    return retrying(BEGIN, work);
  }

  /**
   * Like {@link #transactionRetrying}, at READ COMMITTED: rows that a locking read passes over stay
   * unlocked, and so do the gaps between rows. For queues, whose producers would wait for those who
   * look for work. At REPEATABLE READ where the server writes statements to its binlog, because it
   * takes no writes at the other level then.
   */
  public <T> T readCommittedRetrying(Work<T> work) {
    if (logsStatements) {
      return retrying(BEGIN_REPEATABLE_READ, work);
    }
    try {
      return retrying(BEGIN_READ_COMMITTED, work);
    } catch (ForebayException e) {
      if (!SqlErrors.isOfStatementLog(e)) {
        throw e;
      }
      LOG.warn(
          "The database has binlog_format=STATEMENT: who adds jobs waits for who looks for them."
              + " Set ROW or MIXED");
      logsStatements = true;
      return retrying(BEGIN_REPEATABLE_READ, work);
    }
  }

  private <T> T retrying(List<String> begin, Work<T> work) {
    long start = System.nanoTime();
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return transaction(begin, work);
      } catch (ForebayException e) {
        boolean late = System.nanoTime() - start > settings.statementTimeout().toNanos();
        if (e.code() != ErrorCode.LOCK_CONFLICT || late) {
          throw e;
        }
        pause(attempt);
      }
    }
    return transaction(begin, work);
  }

  /** The pool, for libraries that bring their own transactions. */
  public DataSource dataSource() {
    return pool;
  }

  /** How many units of work can run at once. */
  public int poolSize() {
    return settings.poolSize();
  }

  /** Counts how often the server was another one, or began or ended to be read-only. */
  public long era() {
    return primary.era().number();
  }

  /**
   * Whether the server is read-only just now: work waits for another, and then fails with FB401.
   */
  public boolean isReadOnly() {
    return primary.era().readOnly();
  }

  /** Opens connections of its own anew, so that they have the server's settings as they are now. */
  public void renewConnections() {
    pool.renew();
  }

  /**
   * Has this run whenever the address has come to lead to another server, or the server takes
   * writes again that did not. What was read before may be older than what others have written. It
   * must not take long.
   */
  public void onOtherServer(Runnable listener) {
    primary.onChange(
        () -> {
          if (!isReadOnly()) {
            listener.run();
          }
        });
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
    atClose.run();
  }

  /** A new pool for migrations, whose statements take their time. */
  public HikariDataSource migrationPool() {
    return pool(Connections.migrationPool(settings, primary), settings);
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

  private Era eraOf(Connection connection) {
    try {
      return primary.eraOf(connection);
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  /** What work has found counts only if it was found on the server that is still the primary. */
  private <T> Work<T> confirmed(Work<T> work, Connection connection) {
    Era era = eraOf(connection);
    return session -> {
      T result = work.run(session);
      primary.confirm(connection, era);
      return result;
    };
  }

  /** What was committed must not be reported as failed, so neither of these two throws. */
  private void release(Connection connection, JdbcSession session) {
    if (session.isGivenUp()) {
      pool.evict(connection);
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
