package dev.forebay.mysql;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.forebay.base.ForebayException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

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
  private static final int ATTEMPTS = 3;

  private final DatabaseSettings settings;
  private final HikariDataSource pool;

  private Database(DatabaseSettings settings, HikariDataSource pool) {
    this.settings = settings;
    this.pool = pool;
  }

  /** Connects; FB401, FB411 where the server cannot be reached, or does not let the account in. */
  public static Database open(DatabaseSettings settings) {
    try {
      return new Database(settings, new HikariDataSource(Connections.pool(settings)));
    } catch (PoolInitializationException e) {
      throw ConnectErrors.atStart(e, settings);
    }
  }

  /** Runs work in which every statement commits by itself. */
  public <T> T read(Work<T> work) {
    try (Connection connection = connect()) {
      return work.run(JdbcSession.autocommit(connection));
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  /**
   * Runs work in one transaction: commits when it returns, rolls back when it throws.
   *
   * <p>FB409 when it is unknown whether the COMMIT took effect, because the connection broke before
   * its answer came. Any other error means that nothing of the transaction is stored.
   */
  public <T> T transaction(Work<T> work) {
    try (Connection connection = connect()) {
      return new Transaction(connection, pool::evictConnection).run(work);
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  /**
   * Like {@link #transaction}, but when the server chose the transaction as a deadlock's victim,
   * <b>the work is run again</b> from its beginning, at most three times in all; then FB407. Only
   * for work whose effects outside the database may happen more than once.
   */
  public <T> T transactionRetrying(Work<T> work) {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return transaction(work);
      } catch (ForebayException e) {
        if (!SqlErrors.isDeadlock(e)) {
          throw e;
        }
      }
    }
    return transaction(work);
  }

  /** The pool, for libraries that bring their own transactions. */
  public DataSource dataSource() {
    return pool;
  }

  /** The database's name. */
  public String name() {
    return settings.parsedUrl().name();
  }

  /** Closes every connection; work that still runs fails with FB401. */
  @Override
  public void close() {
    pool.close();
  }

  DatabaseSettings settings() {
    return settings;
  }

  private Connection connect() {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      throw ConnectErrors.later(e, settings);
    }
  }
}
