package dev.forebay.mysql.schema;

/** Maps the server's type names to ours. */
final class ColumnTypes {
  private ColumnTypes() {}

  /**
   * The type of a column.
   *
   * @param dataType the type's name, for example {@code tinyint}
   * @param declared the type in full, for example {@code tinyint(1)}
   * @param validJson whether a check admits only JSON, which is how MariaDB marks a JSON column
   */
  static ColumnType of(String dataType, String declared, boolean validJson) {
    return switch (dataType) {
      case "tinyint" -> declared.equals("tinyint(1)") ? ColumnType.BOOLEAN : ColumnType.INTEGER;
      case "smallint", "mediumint", "int", "bigint", "year" -> ColumnType.INTEGER;
      case "decimal" -> ColumnType.DECIMAL;
      case "float", "double" -> ColumnType.FLOAT;
      case "longtext" -> validJson ? ColumnType.JSON : ColumnType.TEXT;
      case "enum" -> ColumnType.ENUM;
      case "set" -> ColumnType.SET;
      case "json" -> ColumnType.JSON;
      case "date" -> ColumnType.DATE;
      case "datetime", "timestamp" -> ColumnType.DATETIME;
      case "time" -> ColumnType.TIME;
      case "bit" -> ColumnType.BIT;
      case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "vector" ->
          ColumnType.BINARY;
      case "uuid" -> ColumnType.UUID;
      case "inet4", "inet6" -> ColumnType.INET;
      case "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection",
          "geomcollection" ->
          ColumnType.GEOMETRY;
      default -> ColumnType.TEXT;
    };
  }
}
