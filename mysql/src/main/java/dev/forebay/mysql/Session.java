package dev.forebay.mysql;

import java.util.List;
import java.util.Optional;
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

  /** Runs an INSERT, UPDATE, DELETE or DDL statement: the number of rows it matched or changed. */
  long update(String sql, List<? extends @Nullable Object> parameters);

  /** Runs an INSERT: the generated AUTO_INCREMENT keys in row order, empty where there are none. */
  List<Long> insert(String sql, List<? extends @Nullable Object> parameters);

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

  /** Reads one row. */
  @FunctionalInterface
  interface RowReader<T> {
    /** The row's value; the row must not be kept. */
    T read(Row row);
  }

  /** The row that a cursor stands on. Columns count from 1, as in JDBC. */
  interface Row {
    /** The number of columns. */
    int columnCount();

    /** The column's label. */
    String label(int column);

    /** The value as the server's text: digits of a DECIMAL or BIGINT are all there. */
    @Nullable String string(int column);

    /** The value as bytes: text in UTF-8, BLOBs as they are. */
    byte @Nullable [] bytes(int column);

    /** The value as a long; 0 for NULL. */
    long longValue(int column);
  }
}
