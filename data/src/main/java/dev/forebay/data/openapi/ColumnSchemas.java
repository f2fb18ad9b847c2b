package dev.forebay.data.openapi;

import dev.forebay.data.plan.TypeWords;
import dev.forebay.mysql.schema.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (2020-12) of a column's values, as docs/http/types.md says they are written.
 *
 * <p>Formats are those of OpenAPI's registry: a DATETIME has no offset, so it is a {@code
 * date-time-local} and not a {@code date-time}.
 */
final class ColumnSchemas {
  private static final Map<String, Long> TEXTS =
      Map.of(
          "tinytext", 255L, "text", 65_535L, "mediumtext", 16_777_215L, "longtext", 4_294_967_295L);

  private ColumnSchemas() {}

  /** The schema of the column's values, NULL among them where it takes that. */
  static ObjectNode of(Column column) {
    ObjectNode schema = ofValue(column);
    return column.nullable() ? nullable(schema) : schema;
  }

  /** The schema of values that are not NULL. */
  static ObjectNode ofValue(Column column) {
    String declared = column.declaredType();
    return switch (column.type()) {
      case INTEGER -> integer(declared);
      case BOOLEAN -> Json.type("boolean");
      case BIT -> range(Json.type("integer"), BigInteger.ZERO, largestOfBits(declared));
      case DECIMAL -> decimal(declared);
      case FLOAT ->
          Json.type("number").put("format", declared.startsWith("float") ? "float" : "double");
      case TEXT -> text(declared);
      case ENUM -> Json.type("string").set("enum", Json.texts(TypeWords.members(declared)));
      case SET -> Json.type("string").put("pattern", listOf(TypeWords.members(declared)));
      case BINARY -> binary(declared);
      case JSON -> Json.object();
      case DATE -> Json.type("string").put("format", "date");
      case DATETIME -> Json.type("string").put("format", "date-time-local");
      case TIME -> Json.type("string").put("pattern", time(TypeWords.scale(declared)));
      case UUID -> Json.type("string").put("format", "uuid");
      case INET ->
          Json.type("string").put("format", declared.startsWith("inet4") ? "ipv4" : "ipv6");
      case GEOMETRY -> Refs.schema(GeoJsonSchemas.name(declared));
    };
  }

  private static ObjectNode nullable(ObjectNode schema) {
    if (schema.has("$ref")) {
      return Json.object("anyOf", Json.array(schema, Json.type("null")));
    }
    if (schema.has("type")) {
      schema.set("type", Json.texts(List.of(schema.get("type").stringValue(), "null")));
    }
    if (schema.has("enum")) {
      schema.withArray("enum").addNull();
    }
    return schema;
  }

  private static ObjectNode integer(String declared) {
    ObjectNode schema = Json.type("integer");
    if (!TypeWords.isYear(declared)) {
      int bits = TypeWords.bits(declared);
      schema.put(
          "format", (TypeWords.isUnsigned(declared) ? "uint" : "int") + (bits == 24 ? 32 : bits));
    }
    return range(schema, TypeWords.smallest(declared), TypeWords.largest(declared));
  }

  private static BigInteger largestOfBits(String declared) {
    return BigInteger.ONE.shiftLeft(TypeWords.length(declared, 1)).subtract(BigInteger.ONE);
  }

  private static ObjectNode range(ObjectNode schema, BigInteger smallest, BigInteger largest) {
    return schema.put("minimum", smallest).put("maximum", largest);
  }

  /** The scale is not a multipleOf, which checkers in binary floating point get wrong. */
  private static ObjectNode decimal(String declared) {
    int digits = TypeWords.length(declared, 10);
    BigDecimal largest =
        new BigDecimal(
            BigInteger.TEN.pow(digits).subtract(BigInteger.ONE), TypeWords.scale(declared));
    BigDecimal smallest = TypeWords.isUnsigned(declared) ? BigDecimal.ZERO : largest.negate();
    return Json.type("number")
        .put("format", "decimal")
        .put("minimum", smallest)
        .put("maximum", largest);
  }

  private static ObjectNode text(String declared) {
    long longest = TEXTS.getOrDefault(declared, (long) TypeWords.length(declared, -1));
    ObjectNode schema = Json.type("string");
    return longest < 0 ? schema : schema.put("maxLength", longest);
  }

  private static ObjectNode binary(String declared) {
    int bytes = declared.startsWith("vector") ? -1 : TypeWords.length(declared, -1);
    ObjectNode schema = Json.type("string").put("contentEncoding", "base64");
    return bytes < 0 ? schema : schema.put("maxLength", 4 * ((bytes + 2) / 3));
  }

  private static String listOf(List<String> members) {
    String one =
        members.stream().map(ColumnSchemas::literal).collect(Collectors.joining("|", "(", ")"));
    return "^(" + one + "(," + one + ")*)?$";
  }

  /** A text as a regular expression of ECMA-262. */
  private static String literal(String text) {
    return text.replaceAll("[\\^$\\\\.*+?()\\[\\]{}|/]", "\\\\$0");
  }

  private static String time(int digits) {
    String fraction = digits == 0 ? "" : "\\.\\d{" + digits + "}";
    return "^-?\\d{2,3}:\\d{2}:\\d{2}" + fraction + "$";
  }
}
