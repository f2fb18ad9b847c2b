package dev.forebay.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A session on a JDBC connection. Statements come prepared from the driver's cache. */
final class JdbcSession implements Session {
  private static final int ROWS_AT_ONCE = 1000;

  private final Connection connection;
  private final StatementWatchdog watchdog;
  private final Consumer<Runnable> afterCommit;
  private final boolean readOnly;
  private boolean rollsBackAtEnd;
  private boolean givenUp;
  private @Nullable Consumer<String> nameTaker;

  /**
   * A session.
   *
   * @param afterCommit is handed what should run after the COMMIT
   * @param readOnly whether it is of a transaction that was begun as READ ONLY
   */
  JdbcSession(
      Connection connection,
      StatementWatchdog watchdog,
      Consumer<Runnable> afterCommit,
      boolean readOnly) {
    this.connection = connection;
    this.watchdog = watchdog;
    this.afterCommit = afterCommit;
    this.readOnly = readOnly;
  }

  @Override
  public <T> List<T> query(
      String sql, List<? extends @Nullable Object> parameters, RowReader<T> reader) {
    return run(sql, parameters, statement -> readAll(statement, reader));
  }

  private static <T> List<T> readAll(PreparedStatement statement, RowReader<T> reader)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      List<T> values = new ArrayList<>();
      JdbcRow row = new JdbcRow(rows);
      while (rows.next()) {
        values.add(reader.read(row));
      }
      return values;
    }
  }

  @Override
  public <T> Optional<T> queryOne(
      String sql, List<? extends @Nullable Object> parameters, RowReader<T> reader) {
    return run(
        sql,
        parameters,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(new JdbcRow(rows))) : Optional.empty();
          }
        });
  }

  @Override
  public void forEach(
      String sql, List<? extends @Nullable Object> parameters, Consumer<Row> reader) {
    run(
        sql,
        parameters,
        statement -> {
          statement.setFetchSize(ROWS_AT_ONCE);
          try (ResultSet rows = statement.executeQuery()) {
            JdbcRow row = new JdbcRow(rows);
            while (rows.next()) {
              reader.accept(row);
            }
          }
          return true;
        });
  }

  @Override
  public long update(String sql, List<? extends @Nullable Object> parameters) {
    return run(sql, parameters, PreparedStatement::executeLargeUpdate);
  }

  @Override
  public List<Long> insert(String sql, List<? extends @Nullable Object> parameters) {
    return run(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            Parameters.bind(statement, parameters);
            statement.executeLargeUpdate();
            return generatedKeys(statement);
          } catch (SQLException e) {
            throw new StatementException(sql, e);
          }
        });
  }

  private static List<Long> generatedKeys(PreparedStatement statement) throws SQLException {
    try (ResultSet keys = statement.getGeneratedKeys()) {
      List<Long> values = new ArrayList<>();
      while (keys.next()) {
        values.add(keys.getLong(1));
      }
      return values;
    }
  }

  @Override
  public <R extends RowReader<?>> List<R> call(
      String sql, List<? extends @Nullable Object> parameters, Supplier<R> readers) {
    return run(
        sql,
        parameters,
        statement -> {
          List<R> results = new ArrayList<>();
          boolean isResult = statement.execute();
          while (isResult || statement.getLargeUpdateCount() >= 0) {
            if (isResult) {
              results.add(readResult(statement, readers.get()));
            }
            isResult = statement.getMoreResults();
          }
          return results;
        });
  }

  private static <R extends RowReader<?>> R readResult(PreparedStatement statement, R reader)
      throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      JdbcRow row = new JdbcRow(rows);
      reader.open(row);
      while (rows.next()) {
        reader.read(row);
      }
      return reader;
    }
  }

  private <T> T run(
      String sql,
      List<? extends @Nullable Object> parameters,
      SqlFunction<PreparedStatement, T> execution) {
    return run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters.bind(statement, parameters);
            return execution.apply(statement);
          } catch (SQLException e) {
            throw new StatementException(sql, e);
          }
        });
  }

  /** Runs one statement, from its preparation until it is closed, within its limit. */
  private <T> T run(SqlFunction<Connection, T> statement) {
    try {
      return watchdog.run(connection, statement, this::giveUp);
    } catch (SQLException e) {
      throw readOnly ? SqlErrors.ofReadOnlyTransaction(e) : SqlErrors.of(e);
    }
  }

  @Override
  public DataSource dataSource() {
    return new SessionDataSource(connection);
  }

  @Override
  public void afterCommit(Runnable action) {
    afterCommit.accept(action);
  }

  @Override
  public void nameCommit(Consumer<String> taker) {
    nameTaker = taker;
  }

  /** Who wants to know the transaction's name, if anybody does. */
  @Nullable Consumer<String> nameTaker() {
    return nameTaker;
  }

  /** Has the connection closed at the session's end, because it is not known to be as it was. */
  void giveUp() {
    givenUp = true;
  }

  /** Whether {@link #giveUp} was called. */
  boolean isGivenUp() {
    return givenUp;
  }

  @Override
  public void rollBackAtEnd() {
    rollsBackAtEnd = true;
  }

  @Override
  public boolean rollsBackAtEnd() {
    return rollsBackAtEnd;
  }
}
