package dev.forebay.mysql.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a declared type apart, once: {@code bigint(20) unsigned}, {@code enum('a','b')}.
 *
 * @param name the type's name
 * @param text the type in full; behind a geometry's stands the reference system that MySQL holds it
 *     to: {@code point srid 4326}
 */
record Declaration(String name, String text) {
  private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");
  private static final Pattern NUMBERS =
      Pattern.compile("\\w+\\((\\d+)(?:,(\\d+))?\\).*", Pattern.DOTALL);
  private static final Pattern SRID = Pattern.compile(".* srid (\\d+)");
  private static final int DECIMAL_DIGITS = 10;

  /** Of a text alone. */
  static Declaration of(String text) {
    return new Declaration(text.split("[( ]", 2)[0], text);
  }

  /**
   * The type.
   *
   * @param collation of a text
   * @param validJson whether a check admits only JSON, which is how MariaDB marks a JSON column
   */
  ColumnType type(@Nullable String collation, boolean validJson) {
    return switch (name) {
      case "tinyint" -> integer(8);
      case "smallint" -> integer(16);
      case "mediumint" -> integer(24);
      case "int" -> integer(32);
      case "bigint" -> integer(64);
      case "year" -> new ColumnType.Year();
      case "bit" -> new ColumnType.Bit(number(1, 1));
      case "decimal" -> new ColumnType.Decimal(number(1, DECIMAL_DIGITS), number(2, 0), unsigned());
      case "float" -> new ColumnType.Real(true);
      case "double" -> new ColumnType.Real(false);
      case "enum" -> new ColumnType.Enumeration(labels());
      case "set" -> new ColumnType.SetOf(labels());
      case "json" -> new ColumnType.Json();
      case "date" -> new ColumnType.Date();
      case "datetime" -> new ColumnType.DateTime(number(1, 0), false);
      case "timestamp" -> new ColumnType.DateTime(number(1, 0), true);
      case "time" -> new ColumnType.Time(number(1, 0));
      case "binary" -> new ColumnType.Binary(true, number(1, 1));
      case "varbinary" -> new ColumnType.Binary(false, number(1, -1));
      case "tinyblob", "blob", "mediumblob", "longblob" -> new ColumnType.Binary(false, -1);
      case "vector" -> new ColumnType.Vector(number(1, 1));
      case "uuid" -> new ColumnType.Uuid();
      case "inet4" -> new ColumnType.Inet(false);
      case "inet6" -> new ColumnType.Inet(true);
      case "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection",
          "geomcollection" ->
          new ColumnType.Geometry(name, srid());
      default ->
          validJson && name.equals("longtext")
              ? new ColumnType.Json()
              : new ColumnType.Text(
                  collation == null ? null : new Collation(collation),
                  name.equals("char"),
                  textLength());
    };
  }

  /** TINYINT(1) stands for a boolean until it is known to be a key. */
  private ColumnType integer(int bits) {
    ColumnType.Int number = new ColumnType.Int(bits, unsigned());
    return text.equals("tinyint(1)") ? new ColumnType.Bool(number, false) : number;
  }

  private long textLength() {
    return switch (name) {
      case "tinytext" -> 255;
      case "text" -> 65_535;
      case "mediumtext" -> 16_777_215;
      case "longtext" -> 4_294_967_295L;
      case "char" -> number(1, 1);
      default -> number(1, -1);
    };
  }

  private boolean unsigned() {
    return text.contains("unsigned") || text.contains("zerofill");
  }

  private int number(int which, int otherwise) {
    Matcher numbers = NUMBERS.matcher(text);
    return numbers.matches() && numbers.group(which) != null
        ? Integer.parseInt(numbers.group(which))
        : otherwise;
  }

  private int srid() {
    Matcher srid = SRID.matcher(text);
    return srid.matches() ? Integer.parseInt(srid.group(1)) : 0;
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>();
    Matcher matcher = LABEL.matcher(text);
    while (matcher.find()) {
      labels.add(matcher.group(1).replace("''", "'"));
    }
    return labels;
  }
}
