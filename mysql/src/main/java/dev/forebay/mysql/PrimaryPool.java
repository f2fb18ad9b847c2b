package dev.forebay.mysql;

import com.zaxxer.hikari.HikariDataSource;
import dev.forebay.mysql.Primary.Era;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A pool that gives out connections of the era that lasts. While that is read-only, whoever asks
 * for one waits, as for any connection.
 */
final class PrimaryPool extends PlainDataSource implements AutoCloseable {
  private final HikariDataSource pool;
  private final Primary primary;

  PrimaryPool(HikariDataSource pool, Primary primary) {
    this.pool = pool;
    this.primary = primary;
    primary.onChange(this::renew);
  }

  @Override
  public Connection getConnection() throws SQLException {
    while (true) {
      Era era = primary.awaitWritable(Duration.ofMillis(pool.getConnectionTimeout()));
      if (era.readOnly()) {
        throw SqlErrors.readOnlyServer();
      }
      Connection connection = pool.getConnection();
      if (primary.eraOf(connection).equals(era)) {
        return connection;
      }
      evict(connection);
      connection.close();
    }
  }

  /** Has a connection that is in use closed when it is given back. */
  void evict(Connection connection) {
    pool.evictConnection(connection);
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Has all connections closed: those that are in use, when they are given back. */
  void renew() {
    if (!pool.isClosed()) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
  }
}
