package dev.forebay.mysql;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The packet in which a statement's values are sent. The server ends the connection of one that is
 * larger than {@code max_allowed_packet}, often before it has said why, so such a packet is not
 * sent. Whoever sends little is not asked for the limit.
 */
final class Packet {
  private static final int HEADER = 64;

  /** Type, length and the bit for NULL; a number or a date is no larger. */
  private static final int BESIDES_VALUE = 13;

  private static final long LITTLE = 1 << 16;

  private Packet() {}

  /** FB416 where the server does not take these values in one statement. */
  static void requireTaken(Connection connection, List<? extends @Nullable Object> values)
      throws SQLException {
    long most = size(values, Packet::mostBytes);
    if (most > LITTLE && size(values, Packet::bytes) > limit(connection)) {
      throw tooLarge(null);
    }
  }

  static ForebayException tooLarge(@Nullable SQLException cause) {
    return new ForebayException(
        ErrorCode.STATEMENT_TOO_LARGE,
        "The statement is larger than the database takes",
        null,
        "Send smaller values, or raise max_allowed_packet on the server",
        cause);
  }

  private static long limit(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT @@max_allowed_packet")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private interface Length {
    long of(String text);
  }

  private static long size(List<? extends @Nullable Object> values, Length length) {
    long size = HEADER;
    for (Object value : values) {
      size += BESIDES_VALUE;
      size +=
          switch (value) {
            case String text -> length.of(text);
            case byte[] bytes -> bytes.length;
            case null, default -> 0;
          };
    }
    return size;
  }

  private static long mostBytes(String text) {
    return 3L * text.length();
  }

  /** In UTF-8, where a pair of surrogates takes four. */
  private static long bytes(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return bytes;
  }
}
