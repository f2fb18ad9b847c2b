package dev.forebay.data.openapi;

import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.ColumnValue;
import dev.forebay.data.plan.TypeWords;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Values that columns take: made of the column's type, members and default, never of rows. A column
 * of a foreign key has the value of the one that it refers to, so that a database which holds the
 * examples takes those of the tables that refer to them.
 */
final class Examples {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String POINT = "{\"type\":\"Point\",\"coordinates\":[1.5,-2]}";
  private static final Map<String, String> GEOMETRIES =
      Map.of(
          "LineString", "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}",
          "Polygon", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,4],[0,0]]]}",
          "MultiPoint", "{\"type\":\"MultiPoint\",\"coordinates\":[[0,0],[1,1]]}",
          "MultiLineString", "{\"type\":\"MultiLineString\",\"coordinates\":[[[0,0],[1,1]]]}",
          "MultiPolygon",
              "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[4,0],[4,4],[0,0]]]]}",
          "GeometryCollection", "{\"type\":\"GeometryCollection\",\"geometries\":[" + POINT + "]}");

  private final Map<String, Table> tables;

  Examples(Map<String, Table> tables) {
    this.tables = tables;
  }

  /** A value for a column of a table. */
  JsonNode of(Table table, Column column) {
    return of(table, column, new HashSet<>());
  }

  private JsonNode of(Table table, Column column, Set<Column> seen) {
    for (ForeignKey key : table.foreignKeys()) {
      int part = key.columns().indexOf(column.name());
      Table referenced = tables.get(key.referencedTable());
      if (part >= 0 && referenced != null && seen.add(column)) {
        return referenced
            .column(key.referencedColumns().get(part))
            .map(target -> of(referenced, target, seen))
            .orElseGet(() -> of(column));
      }
    }
    return of(column);
  }

  /** A value by itself. */
  static JsonNode of(Column column) {
    return byDefault(column)
        .filter(value -> !text(value).isEmpty())
        .orElseGet(() -> ofType(column));
  }

  /** The column's default as JSON, where it is a constant of a type with a plain form. */
  static Optional<JsonNode> byDefault(Column column) {
    String text = column.defaultText();
    return text == null ? Optional.empty() : parsed(column, text);
  }

  /** A text as JSON, where it is a value of the column in a plain form. */
  static Optional<JsonNode> parsed(Column column, String text) {
    return isValue(column, text) ? ofText(column, text) : Optional.empty();
  }

  /** A value as it stands in a query string. */
  static String text(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }

  private static boolean isValue(Column column, String text) {
    try {
      return ColumnValue.of(column, text, 0) != null;
    } catch (ForebayException _) {
      return false;
    }
  }

  private static Optional<JsonNode> ofText(Column column, String text) {
    return switch (column.type()) {
      case INTEGER -> Optional.of(NODES.numberNode(new BigInteger(text)));
      case BOOLEAN -> Optional.of(NODES.booleanNode(!text.equals("0")));
      case DECIMAL -> Optional.of(NODES.numberNode(new BigDecimal(text)));
      case TEXT, ENUM, SET, DATE, UUID -> Optional.of(NODES.stringNode(text));
      case FLOAT, DATETIME, TIME, BIT, BINARY, JSON, INET, GEOMETRY -> Optional.empty();
    };
  }

  private static JsonNode ofType(Column column) {
    String declared = column.declaredType();
    return switch (column.type()) {
      case INTEGER -> NODES.numberNode(TypeWords.isYear(declared) ? 2024 : 1);
      case BIT -> NODES.numberNode(1);
      case BOOLEAN -> NODES.booleanNode(true);
      case DECIMAL -> decimal(declared);
      case FLOAT -> NODES.numberNode(1.5);
      case TEXT -> NODES.stringNode(words(column));
      case ENUM, SET -> NODES.stringNode(TypeWords.members(declared).getFirst());
      case BINARY -> NODES.stringNode(Base64.getEncoder().encodeToString(bytes(declared)));
      case JSON -> NODES.objectNode().put("key", "value");
      case DATE -> NODES.stringNode("2024-01-15");
      case DATETIME -> NODES.stringNode("2024-01-15T10:30:00" + fraction(declared));
      case TIME -> NODES.stringNode("10:30:00" + fraction(declared));
      case UUID -> NODES.stringNode("123e4567-e89b-12d3-a456-426614174000");
      case INET -> NODES.stringNode(declared.startsWith("inet4") ? "192.0.2.1" : "2001:db8::1");
      case GEOMETRY ->
          Json.MAPPER.readTree(GEOMETRIES.getOrDefault(GeoJsonSchemas.type(declared), POINT));
    };
  }

  /** 12.50 where there is room for it, with all digits of its scale. */
  private static JsonNode decimal(String declared) {
    int scale = TypeWords.scale(declared);
    int digits = TypeWords.length(declared, 10) - scale;
    String whole = digits > 1 ? "12" : digits == 1 ? "1" : "0";
    String text = scale == 0 ? whole : whole + ".5" + "0".repeat(scale - 1);
    return NODES.numberNode(new BigDecimal(text));
  }

  /** The column's name, because it says what is meant and fits every character set. */
  private static String words(Column column) {
    boolean ascii = column.name().chars().allMatch(c -> c > ' ' && c <= '~');
    String text = ascii ? column.name() : "text";
    return text.substring(
        0, Math.min(text.length(), TypeWords.length(column.declaredType(), text.length())));
  }

  private static byte[] bytes(String declared) {
    if (declared.startsWith("vector")) {
      return new byte[Float.BYTES * TypeWords.length(declared, 1)];
    }
    byte[] bytes = "bytes".getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(bytes, Math.min(bytes.length, TypeWords.length(declared, bytes.length)));
  }

  private static String fraction(String declared) {
    int digits = TypeWords.scale(declared);
    return digits == 0 ? "" : "." + "0".repeat(digits);
  }
}
