package dev.forebay.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** The row that a result set's cursor stands on: one object for all rows of the result. */
final class JdbcRow implements Session.Row {
  private final ResultSet rows;
  private @Nullable ResultSetMetaData columns;

  JdbcRow(ResultSet rows) {
    this.rows = rows;
  }

  @Override
  public int columnCount() {
    try {
      return columns().getColumnCount();
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public String label(int column) {
    try {
      return columns().getColumnLabel(column);
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public @Nullable String string(int column) {
    try {
      return rows.getString(column);
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public byte @Nullable [] bytes(int column) {
    try {
      return hasBytes(columns().getColumnType(column))
          ? rows.getBytes(column)
          : ascii(rows.getString(column));
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public long longValue(int column) {
    try {
      return rows.getLong(column);
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  private ResultSetMetaData columns() throws SQLException {
    if (columns == null) {
      columns = rows.getMetaData();
    }
    return columns;
  }

  /** The driver hands out what it received only of these, and refuses numbers and times. */
  private static boolean hasBytes(int type) {
    return switch (type) {
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.BINARY,
          Types.VARBINARY,
          Types.LONGVARBINARY,
          Types.BLOB,
          Types.CLOB,
          Types.BIT ->
          true;
      default -> false;
    };
  }

  private static byte @Nullable [] ascii(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.US_ASCII);
  }
}
