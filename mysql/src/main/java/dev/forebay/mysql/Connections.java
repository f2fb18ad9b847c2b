package dev.forebay.mysql;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import java.util.Properties;

/** How connections are made and set up. */
final class Connections {
  /**
   * Beyond the statement's own limit, which the server watches. Ends what the server does not: a
   * write on MySQL, and an answer that the network lost.
   */
  private static final Duration SOCKET_MARGIN = Duration.ofSeconds(5);

  private static final String SQL_MODE =
      "STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
          + "NO_ENGINE_SUBSTITUTION";

  private Connections() {}

  static HikariConfig pool(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(settings.parsedUrl().name());
    config.setJdbcUrl(settings.parsedUrl().jdbcUrl());
    config.setDataSourceProperties(properties(settings));
    config.addDataSourceProperty(
        "socketTimeout", millis(settings.statementTimeout().plus(SOCKET_MARGIN)));
    config.setConnectionInitSql(setUp() + limit(settings.statementTimeout()));
    config.setMaximumPoolSize(settings.poolSize());
    config.setConnectionTimeout(settings.connectionTimeout().toMillis());
    config.setValidationTimeout(settings.connectionTimeout().toMillis());
    return config;
  }

  /** What the driver is told for every connection. */
  static Properties properties(DatabaseSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password());
    properties.setProperty("connectTimeout", millis(settings.connectionTimeout()));
    properties.setProperty("useServerPrepStmts", "true");
    properties.setProperty("tinyInt1isBit", "false");
    properties.setProperty("yearIsDateType", "false");
    properties.setProperty("returnMultiValuesGeneratedIds", "true");
    settings.parsedUrl().options().forEach(properties::setProperty);
    return properties;
  }

  /** The statement that sets a new connection up. */
  static String setUp() {
    return "SET time_zone = '+00:00', sql_mode = '" + SQL_MODE + "'";
  }

  /** Goes behind {@link #setUp}. Each server reads only the comment that is meant for it. */
  private static String limit(Duration statement) {
    long millis = statement.toMillis();
    return ", innodb_lock_wait_timeout = %d /*M! , max_statement_time = %d.%03d */ /*!80000 , max_execution_time = %d */"
        .formatted(Math.max(1, millis / 1000), millis / 1000, millis % 1000, millis);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
