package dev.forebay.mysql;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/** The types of a result's columns, in the words in which a column is declared. */
final class DeclaredTypes {
  private static final int LARGEST_SCALE = 6;

  private DeclaredTypes() {}

  static String of(ResultSetMetaData columns, int column) throws SQLException {
    return switch (columns.getColumnType(column)) {
      case Types.TIMESTAMP -> withScale("datetime", columns.getScale(column));
      case Types.TIME -> withScale("time", columns.getScale(column));
      case Types.BIT -> "bit(%d)".formatted(columns.getPrecision(column));
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> blob(columns, column);
      case Types.DECIMAL ->
          "decimal(%d,%d)".formatted(columns.getPrecision(column), columns.getScale(column));
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> integer(columns, column);
      default -> name(columns, column);
    };
  }

  private static String withScale(String name, int scale) {
    return scale == 0 ? name : name + "(" + Math.min(scale, LARGEST_SCALE) + ")";
  }

  /** A geometry is handed out as a BLOB, too. */
  private static String blob(ResultSetMetaData columns, int column) throws SQLException {
    String name = name(columns, column);
    return name.contains("blob") || name.contains("binary") ? "blob" : name;
  }

  private static String integer(ResultSetMetaData columns, int column) throws SQLException {
    String name = name(columns, column).replace("integer", "int");
    return name.equals("tinyint") && columns.getColumnDisplaySize(column) == 1
        ? "tinyint(1)"
        : name;
  }

  private static String name(ResultSetMetaData columns, int column) throws SQLException {
    return columns.getColumnTypeName(column).toLowerCase(Locale.ROOT);
  }
}
