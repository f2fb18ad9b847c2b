package dev.forebay.mysql;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Says why there is no connection. */
final class ConnectErrors {
  private static final int NO_SUCH_DATABASE = 1049;

  private ConnectErrors() {}

  /** Why a pool could not open its first connection: for the operator, so it names the server. */
  static ForebayException atStart(Exception e, DatabaseSettings settings) {
    SQLException reason = serversReason(e);
    if (reason != null && reason.getErrorCode() == NO_SUCH_DATABASE) {
      return noSuchDatabase(e, settings);
    }
    return reason == null ? unreachable(e, settings) : SqlErrors.of(reason);
  }

  /** Why a server that takes no writes is not begun with. */
  static ForebayException readOnly(DatabaseSettings settings) {
    return new ForebayException(
        ErrorCode.DATABASE_UNAVAILABLE,
        "The database server at %s is read-only".formatted(settings.parsedUrl().server()),
        "Its read_only, innodb_read_only or transaction_read_only is on",
        "Point database.url at the primary; if it is one, switch that off",
        null);
  }

  /** Why a pool in use had no connection: for a client, who need not know where the database is. */
  static ForebayException later(SQLException e, DatabaseSettings settings) {
    SQLException reason = serversReason(e);
    if (reason != null) {
      return SqlErrors.of(reason);
    }
    return new ForebayException(
        ErrorCode.DATABASE_UNAVAILABLE,
        "There is no connection to the database",
        detail(e, settings),
        "Try again",
        e);
  }

  private static String detail(SQLException e, DatabaseSettings settings) {
    if (!(e instanceof SQLTransientConnectionException)) {
      return "The pool is closed";
    }
    long millis = settings.connectionTimeout().toMillis();
    return e.getCause() == null
        ? "All %d were in use for %d ms".formatted(settings.poolSize(), millis)
        : "None could be opened within %d ms".formatted(millis);
  }

  private static @Nullable SQLException serversReason(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getErrorCode() != 0) {
        return sql;
      }
    }
    return null;
  }

  private static ForebayException unreachable(Exception e, DatabaseSettings settings) {
    return new ForebayException(
        ErrorCode.DATABASE_UNAVAILABLE,
        "The database cannot be reached at " + settings.parsedUrl().server(),
        null,
        "Check that the server runs, and the host, port and TLS options of database.url",
        e);
  }

  private static ForebayException noSuchDatabase(Exception e, DatabaseSettings settings) {
    DatabaseUrl url = settings.parsedUrl();
    return new ForebayException(
        ErrorCode.DATABASE_UNAVAILABLE,
        "The server at %s has no database %s".formatted(url.server(), url.name()),
        null,
        "Create it, or correct the name in database.url",
        e);
  }
}
