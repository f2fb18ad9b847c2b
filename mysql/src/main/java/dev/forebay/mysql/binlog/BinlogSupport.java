package dev.forebay.mysql.binlog;

import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a server's binlog is like.
 *
 * @param variables the server's settings, by lower-case name, values in upper case
 */
public record BinlogSupport(Map<String, String> variables) {
  private static final String VARIABLES =
      """
      SHOW GLOBAL VARIABLES WHERE Variable_name IN ('version', 'server_id', 'log_bin',
        'binlog_format', 'binlog_row_image', 'binlog_row_value_options',
        'binlog_transaction_compression', 'gtid_mode')
      """;

  /** Copies the map. */
  public BinlogSupport {
    variables = Map.copyOf(variables);
  }

  /** Asks the server. */
  public static BinlogSupport of(Database database) {
    return database.read(BinlogSupport::read);
  }

  static BinlogSupport read(Session session) {
    Map<String, String> variables = new HashMap<>();
    session.query(
        VARIABLES,
        List.of(),
        row ->
            variables.put(
                Objects.requireNonNull(row.string(1)).toLowerCase(Locale.ROOT),
                Objects.requireNonNullElse(row.string(2), "")));
    return new BinlogSupport(variables);
  }

  /**
   * Why the binlog cannot be read, in half a sentence and what to do about it; empty where it can.
   * Connects as a reader would, so that privileges and the login are known to be enough.
   */
  public Optional<Obstacle> obstacle(Database database, DatabaseSettings settings) {
    return setting().or(() -> BinlogTrial.run(settings, () -> position(database)));
  }

  /** A reason why the binlog cannot be read, and the remedy. */
  public record Obstacle(String reason, String remedy) {
    /** Both in a line. */
    @Override
    public String toString() {
      return reason + " (" + remedy + ")";
    }
  }

  /** Where the log ends now. FB411 where the account may not ask. */
  public static BinlogPosition position(Database database) {
    return database.read(session -> read(session).position(session));
  }

  /** The server's number, which no other one of its topology has. */
  public long serverId() {
    return Long.parseLong(value("server_id"));
  }

  /** Whether it is a position of such a server's: MariaDB's GTIDs mean nothing to MySQL. */
  public boolean understands(BinlogPosition position) {
    return !(position instanceof BinlogPosition.Gtids gtids)
        || gtids.set().isEmpty()
        || gtids.isOfMySql() != isMariaDb();
  }

  /** The setting because of which the binlog does not tell all; empty where there is none. */
  public Optional<Obstacle> setting() {
    return required("log_bin", "ON")
        .or(() -> required("binlog_format", "ROW"))
        .or(() -> required("binlog_row_image", "FULL"))
        .or(() -> required("binlog_row_value_options", ""))
        .or(() -> required("binlog_transaction_compression", "OFF"));
  }

  private Optional<Obstacle> required(String variable, String value) {
    String actual = value(variable);
    if (!variables.containsKey(variable) || actual.equalsIgnoreCase(value)) {
      return Optional.empty();
    }
    return Optional.of(
        new Obstacle(
            "the server's %s is %s".formatted(variable, actual),
            "set it to %s".formatted(value.isEmpty() ? "nothing" : value)));
  }

  private BinlogPosition position(Session session) {
    if (isMariaDb()) {
      return new BinlogPosition.Gtids(text(session, "SELECT @@GLOBAL.gtid_binlog_pos"));
    }
    if (value("gtid_mode").equalsIgnoreCase("ON")) {
      String executed = text(session, "SELECT @@GLOBAL.gtid_executed").replaceAll("\\s", "");
      return hasPlainGtids(executed) ? new BinlogPosition.Gtids(executed) : place(session);
    }
    return place(session);
  }

  private static String text(Session session, String query) {
    return session
        .queryOne(query, List.of(), row -> Objects.requireNonNullElse(row.string(1), ""))
        .orElse("");
  }

  /** MySQL 8.3's tagged ones, {@code uuid:tag:1-5}, are not known to the connector. */
  private static boolean hasPlainGtids(String executed) {
    return executed.matches("[0-9a-fA-F:,-]+") && !executed.matches(".*:[a-zA-Z_].*");
  }

  private BinlogPosition place(Session session) {
    boolean renamed = value("version").matches("(8\\.[4-9]|9\\.|[1-9]\\d).*");
    return session
        .<BinlogPosition>queryOne(
            renamed ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS",
            List.of(),
            row ->
                new BinlogPosition.InFile(Objects.requireNonNull(row.string(1)), row.longValue(2)))
        .orElseThrow(() -> new IllegalStateException("log_bin is on, but there is no log"));
  }

  private boolean isMariaDb() {
    return value("version").contains("MariaDB");
  }

  private String value(String variable) {
    return variables.getOrDefault(variable, "");
  }
}
