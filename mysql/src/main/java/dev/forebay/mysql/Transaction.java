package dev.forebay.mysql;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction on a connection in autocommit mode. START TRANSACTION and COMMIT cost two round
 * trips, where switching autocommit off and on around a COMMIT costs three.
 */
final class Transaction {
  private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

  /** A block that is no routine, so that COMMIT and question are one round trip. */
  private static final String COMMIT_NAMED = "BEGIN NOT ATOMIC COMMIT; SELECT @@last_gtid; END";

  private final Connection connection;
  private final List<String> begin;
  private final Runnable giveUp;

  Transaction(Connection connection, List<String> begin, Runnable giveUp) {
    this.connection = connection;
    this.begin = begin;
    this.giveUp = giveUp;
  }

  <T> T run(Work<T> work, JdbcSession session) {
    begin();
    T result = runOrRollBack(work, session);
    if (session.rollsBackAtEnd()) {
      rollBack();
    } else {
      commit(session.nameTaker());
    }
    return result;
  }

  private void begin() {
    try {
      for (String statement : begin) {
        execute(statement);
      }
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  private <T> T runOrRollBack(Work<T> work, Session session) {
    try {
      return work.run(session);
    } catch (Throwable e) {
      rollBack(e);
      throw e;
    }
  }

  /** A connection that cannot roll back goes: the server then does it. */
  private void rollBack() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      LOG.warn("A connection could not roll back, and is given up", e);
      giveUp.run();
    }
  }

  private void commit(@Nullable Consumer<String> nameTaker) {
    try {
      if (nameTaker == null) {
        execute("COMMIT");
      } else {
        commitNamed(nameTaker);
      }
    } catch (SQLException e) {
      ForebayException error = commitError(e);
      rollBack(error);
      throw error;
    }
  }

  private void commitNamed(Consumer<String> nameTaker) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet name = statement.executeQuery(COMMIT_NAMED)) {
      if (name.next() && !name.getString(1).isEmpty()) {
        nameTaker.accept(name.getString(1));
      }
    }
  }

  /**
   * A lost lock and a server that is read-only are known to have stored nothing; whatever else
   * happened may be too late.
   */
  private static ForebayException commitError(SQLException e) {
    ForebayException error = SqlErrors.of(e);
    if (error.code() == ErrorCode.LOCK_CONFLICT || SqlErrors.isOfReadOnly(e)) {
      return error;
    }
    return new ForebayException(
        ErrorCode.COMMIT_UNKNOWN,
        "It is unknown whether the change was stored",
        "The connection to the database was lost while the transaction committed",
        "Read the data again before you repeat the request",
        e);
  }

  /** A connection that cannot roll back goes: the server then does it. */
  private void rollBack(Throwable reason) {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      reason.addSuppressed(e);
      giveUp.run();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
