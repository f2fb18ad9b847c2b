package dev.forebay.mysql;

import dev.forebay.base.Diagnosis;
import java.sql.SQLException;

/**
 * The server's error, with the statement that it is about. That has question marks for its values,
 * where the server's own words may quote them.
 */
final class StatementException extends SQLException implements Diagnosis {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 2000;

  private final String sql;

  StatementException(String sql, SQLException error) {
    super(error.getMessage(), error.getSQLState(), error.getErrorCode(), error);
    this.sql = sql;
  }

  /** {@code error 1054, state 42S22: select `nick` from `customers` where `id` = ?}. */
  @Override
  public String diagnosis() {
    String text = sql.length() > LONGEST ? sql.substring(0, LONGEST) + " …" : sql;
    return "error %d, state %s: %s".formatted(getErrorCode(), getSQLState(), text);
  }
}
