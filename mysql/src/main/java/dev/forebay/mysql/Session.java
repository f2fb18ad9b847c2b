package dev.forebay.mysql;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection for the length of a unit of work. Every value is bound, none is ever part of the
 * SQL. Parameters may be String, Long, Integer, BigDecimal, BigInteger, Double, Boolean, byte[],
 * LocalDate, LocalDateTime, Instant or null.
 *
 * <p>Errors are {@link dev.forebay.base.ForebayException} FB4xx, without the database's words.
 */
public interface Session {
  /** All rows of a SELECT, each read by the reader while the cursor stands on it. */
  <T> List<T> query(String sql, List<? extends @Nullable Object> parameters, RowReader<T> reader);

  /** The first row of a SELECT. */
  <T> Optional<T> queryOne(
      String sql, List<? extends @Nullable Object> parameters, RowReader<T> reader);

  /**
   * Reads the rows of a SELECT one after the other, however many there are: memory holds about
   * 1,000 of them. Until the last one is read, nothing else may run on this session.
   */
  void forEach(String sql, List<? extends @Nullable Object> parameters, Consumer<Row> reader);

  /**
   * Runs an INSERT, UPDATE, DELETE or DDL statement: the number of rows. For an UPDATE these are
   * the rows that its WHERE matched, changed or not; ON DUPLICATE KEY UPDATE counts 1 for a row
   * that was inserted or left as it was, 2 for one that was changed.
   */
  long update(String sql, List<? extends @Nullable Object> parameters);

  /**
   * Runs an INSERT ... VALUES: the generated AUTO_INCREMENT keys in row order, empty where the
   * table has none. The server tells the first one, so the result means something only where every
   * row leaves the key to the server, and none is an ON DUPLICATE KEY UPDATE.
   */
  List<Long> insert(String sql, List<? extends @Nullable Object> parameters);

  /**
   * Runs a CALL: for each result set that it gives, a reader that has read all rows of it.
   *
   * @param readers makes a reader for the next result set
   */
  <R extends RowReader<?>> List<R> call(
      String sql, List<? extends @Nullable Object> parameters, Supplier<R> readers);

  /**
   * A data source whose only connection is this session's: commit, rollback and close on it do
   * nothing. For libraries that should take part in this transaction.
   */
  javax.sql.DataSource dataSource();

  /**
   * Runs an action once this session's changes are committed: after the COMMIT of a transaction, at
   * once where every statement commits by itself. It does not run after a rollback, nor when it is
   * unknown whether the COMMIT took effect, so it may only hint at what can be seen in the database
   * as well. It must not block or throw.
   */
  void afterCommit(Runnable action);

  /**
   * Has the COMMIT tell the transaction's global name, such as {@code 0-1-24}, in the same round
   * trip; for MariaDB only. The last taker gets it right behind the COMMIT; none where the server
   * keeps no binlog. Of a transaction that has changed nothing it is an older name: that of the
   * last one that this connection has committed before.
   */
  void nameCommit(Consumer<String> taker);

  /**
   * Has the transaction end with ROLLBACK, although its work returns a result. Nothing of what runs
   * after a commit runs then. Not for a session in which every statement commits by itself.
   */
  void rollBackAtEnd();

  /** Whether {@link #rollBackAtEnd} was called. */
  boolean rollsBackAtEnd();

  /** Reads one row. */
  @FunctionalInterface
  interface RowReader<T> {
    /** The row's value; the row must not be kept. */
    T read(Row row);

    /**
     * Is called by {@link Session#call} before the first row of a result, with what tells the
     * columns' number, labels and types; there are no values yet.
     */
    default void open(Row columns) {}
  }

  /** The row that a cursor stands on. Columns count from 1, as in JDBC. */
  interface Row {
    /** The number of columns. */
    int columnCount();

    /** The column's label. */
    String label(int column);

    /** The column's type in the server's words, as far as the driver knows: {@code datetime(6)}. */
    String declaredType(int column);

    /**
     * The value as the server's text: the digits of a DECIMAL or BIGINT are all there, a DATETIME
     * or TIMESTAMP is {@code 2024-01-15 10:30:00} in UTC. A BIT is {@code b'101'}.
     */
    @Nullable String string(int column);

    /** The value as bytes: text in UTF-8, also of numbers and times; BLOBs and BITs as they are. */
    byte @Nullable [] bytes(int column);

    /** The value of an integer column; 0 for NULL. */
    long longValue(int column);
  }
}
