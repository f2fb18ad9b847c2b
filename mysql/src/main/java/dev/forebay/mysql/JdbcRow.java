package dev.forebay.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The row that a result set's cursor stands on: one object for all rows of the result. */
final class JdbcRow implements Session.Row {
  private final ResultSet rows;
  private ValueReader @Nullable [] readers;

  JdbcRow(ResultSet rows) {
    this.rows = rows;
  }

  @Override
  public int columnCount() {
    try {
      return rows.getMetaData().getColumnCount();
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public String label(int column) {
    try {
      return rows.getMetaData().getColumnLabel(column);
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public String declaredType(int column) {
    try {
      return DeclaredTypes.of(rows.getMetaData(), column);
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public @Nullable String string(int column) {
    try {
      return reader(column).string(rows, column);
    } catch (SQLException e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public byte @Nullable [] bytes(int column) {
    try {
      ValueReader reader = reader(column);
      return reader.handsOutBytes() ? rows.getBytes(column) : utf8(reader.string(rows, column));
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

  private ValueReader reader(int column) throws SQLException {
    if (readers == null) {
      readers = readers(rows.getMetaData());
    }
    return readers[column - 1];
  }

  private static ValueReader[] readers(ResultSetMetaData columns) throws SQLException {
    ValueReader[] readers = new ValueReader[columns.getColumnCount()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = ValueReader.of(columns, i + 1);
    }
    return readers;
  }

  private static byte @Nullable [] utf8(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
