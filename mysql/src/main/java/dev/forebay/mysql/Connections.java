package dev.forebay.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.forebay.mysql.Primary.Era;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/** How connections are made and set up. */
final class Connections {
  /**
   * Beyond the statement's own limit, which the server and {@link StatementWatchdog} watch. Ends
   * what they cannot: an answer that the network lost.
   */
  private static final Duration SOCKET_MARGIN = Duration.ofSeconds(5);

  /** One holds our lock; Flyway has one for its lock, its history and the migration each. */
  private static final int FLYWAY_CONNECTIONS = 4;

  private static final String MODES =
      "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

  /**
   * A 0 for an AUTO_INCREMENT column is a 0, as any other value is what it is; and dates whose day
   * or month is 0 are written back as they are read, because old databases hold them.
   */
  private static final String AS_GIVEN = MODES + ",NO_AUTO_VALUE_ON_ZERO";

  private static final String AS_ELSEWHERE = MODES + ",NO_ZERO_IN_DATE,NO_ZERO_DATE";

  private static final String SET_UP = "SET time_zone = '+00:00', sql_mode = '%s'";

  private Connections() {}

  /** The pool for everyday work. */
  static HikariConfig pool(DatabaseSettings settings, Primary primary) {
    Duration statement = settings.statementTimeout();
    Properties properties = properties(settings);
    properties.setProperty("socketTimeout", millis(statement.plus(SOCKET_MARGIN)));
    HikariConfig config = basic(settings, properties, primary);
    config.setConnectionInitSql(SET_UP.formatted(AS_GIVEN) + limit(statement));
    config.setMaximumPoolSize(settings.poolSize());
    return config;
  }

  /**
   * The pool for migrations, whose statements mean what they mean elsewhere, and take their time.
   */
  static HikariConfig migrationPool(DatabaseSettings settings, Primary primary) {
    HikariConfig config = basic(settings, properties(settings), primary);
    config.setConnectionInitSql(SET_UP.formatted(AS_ELSEWHERE));
    config.setMaximumPoolSize(FLYWAY_CONNECTIONS);
    config.setMinimumIdle(0);
    return config;
  }

  /** A connection beside the pools. No answer is waited for longer than for a connection. */
  static Connection single(DatabaseSettings settings) throws SQLException {
    Properties properties = properties(settings);
    properties.setProperty("socketTimeout", millis(settings.connectionTimeout()));
    return open(settings, properties);
  }

  private static Connection open(DatabaseSettings settings, Properties properties)
      throws SQLException {
    return new Driver().connect(settings.parsedUrl().jdbcUrl(), properties);
  }

  private static HikariConfig basic(
      DatabaseSettings settings, Properties properties, Primary primary) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(settings.parsedUrl().name());
    config.setDataSource(new Opener(settings, properties, primary));
    config.setExceptionOverride(new Doubts(primary));
    config.setConnectionTimeout(settings.connectionTimeout().toMillis());
    config.setValidationTimeout(settings.connectionTimeout().toMillis());
    return config;
  }

  /**
   * What the driver is told. Statements prepared on the server, kept by the driver, take a quarter
   * less time for a row by primary key than those that it sends as text.
   */
  private static Properties properties(DatabaseSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password().value());
    properties.setProperty("connectTimeout", millis(settings.connectionTimeout()));
    properties.setProperty("useServerPrepStmts", "true");
    properties.setProperty("tinyInt1isBit", "false");
    properties.setProperty("transformedBitIsBoolean", "false");
    properties.setProperty("yearIsDateType", "false");
    properties.setProperty("returnMultiValuesGeneratedIds", "true");
    properties.setProperty(
        "allowPublicKeyRetrieval", Boolean.toString(settings.parsedUrl().isLoopback()));
    settings.parsedUrl().options().forEach(properties::setProperty);
    return properties;
  }

  /** Goes behind {@link #SET_UP}. Each server reads only the comment that is meant for it. */
  private static String limit(Duration statement) {
    long millis = statement.toMillis();
    return """
    , innodb_lock_wait_timeout = %d
    /*M! , max_statement_time = %d.%03d */
    /*!80000 , max_execution_time = %d */
    """
        .formatted(Math.max(1, millis / 1000), millis / 1000, millis % 1000, millis);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  /** Opens a pool's connections. */
  private static final class Opener extends PlainDataSource {
    private final DatabaseSettings settings;
    private final Properties properties;
    private final Primary primary;

    Opener(DatabaseSettings settings, Properties properties, Primary primary) {
      this.settings = settings;
      this.properties = properties;
      this.primary = primary;
    }

    @Override
    public Connection getConnection() throws SQLException {
      Era before = primary.era();
      Connection opened = open(settings, properties);
      try {
        primary.admit(opened, before);
        return opened;
      } catch (SQLException e) {
        opened.close();
        throw e;
      }
    }
  }

  /** What errors say of the connection or the server, beside those that are known by SQLSTATE. */
  private record Doubts(Primary primary) implements SQLExceptionOverride {
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException e) {
      if (SqlErrors.isOfReadOnly(e)) {
        primary.doubt();
      }
      return e.getErrorCode() == SqlErrors.IDLE_TOO_LONG
          ? SQLExceptionOverride.Override.MUST_EVICT
          : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
  }
}
