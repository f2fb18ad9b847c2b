package dev.forebay.mysql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds a statement's parameters. */
final class Parameters {
  private Parameters() {}

  /** Binds them; FB416 where the server does not take so much at once. */
  static void bind(PreparedStatement statement, List<? extends @Nullable Object> values)
      throws SQLException {
    Packet.requireTaken(statement.getConnection(), values);
    for (int i = 0; i < values.size(); i++) {
      bind(statement, i + 1, values.get(i));
    }
  }

  private static void bind(PreparedStatement statement, int at, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(at, Types.NULL);
      case String text -> statement.setString(at, text);
      case Long number -> statement.setLong(at, number);
      case Integer number -> statement.setInt(at, number);
      case BigDecimal number -> statement.setBigDecimal(at, number);
      case BigInteger number -> statement.setBigDecimal(at, new BigDecimal(number));
      case Double number -> statement.setDouble(at, number);
      case Boolean truth -> statement.setBoolean(at, truth);
      case byte[] bytes -> statement.setBytes(at, bytes);
      // As text: MySQL 9 takes the driver's binary form of a LocalDate for a malformed packet.
      case LocalDate date -> statement.setString(at, date.toString());
      case LocalDateTime time -> statement.setObject(at, time);
      case Instant time -> statement.setObject(at, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
      default -> throw new IllegalArgumentException("Cannot bind a " + value.getClass().getName());
    }
  }
}
