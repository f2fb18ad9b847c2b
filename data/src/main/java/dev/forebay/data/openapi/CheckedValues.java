package dev.forebay.data.openapi;

import dev.forebay.data.plan.TypeWords;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Examples that a table's CHECK constraints take. A column keeps the value that it has by itself
 * where that is taken; else one of the constants in the constraints, or one next to them, may be.
 */
final class CheckedValues {
  /** A longer text would be no good example. */
  private static final int LONGEST_TEXT = 200;

  private static final BigDecimal LONGEST = BigDecimal.valueOf(LONGEST_TEXT);

  private static final String JSON_TEXT = "{\"key\":\"value\"}";

  private final Table table;
  private final List<Check> checks;
  private final Map<String, JsonNode> values = new HashMap<>();

  CheckedValues(Table table) {
    this.table = table;
    this.checks =
        table.checks().stream().flatMap(clause -> CheckParser.parse(clause).stream()).toList();
    Map<String, Object> row = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      JsonNode value = choose(column, row);
      row.put(column.name(), plain(value));
      values.put(column.name(), value);
    }
  }

  /** A value of the column. */
  JsonNode of(Column column) {
    JsonNode value = values.get(column.name());
    return value == null ? Examples.of(column) : value;
  }

  /**
   * Whether all of the table's constraints are understood and take a row. What is not in it is NULL
   * or a default, which is not looked at.
   */
  boolean takes(ObjectNode row) {
    Map<String, Object> plain = new HashMap<>();
    row.properties().forEach(field -> plain.put(field.getKey(), plain(field.getValue())));
    return checks.size() == table.checks().size()
        && checks.stream().allMatch(check -> isOfTable(check) && check.takes(plain));
  }

  /** What a client does not see, or the database computes, is not known here. */
  private boolean isOfTable(Check check) {
    return check.columns().stream()
        .allMatch(name -> table.column(name).filter(column -> !column.generated()).isPresent());
  }

  private JsonNode choose(Column column, Map<String, Object> before) {
    JsonNode usual = Examples.of(column);
    List<Check> own = checks.stream().filter(c -> c.columns().contains(column.name())).toList();
    if (own.isEmpty()) {
      return usual;
    }
    return Stream.concat(Stream.of(usual), candidates(column, own, before))
        .filter(value -> isTaken(column, value, own, before))
        .findFirst()
        .orElse(usual);
  }

  private static boolean isTaken(
      Column column, JsonNode value, List<Check> own, Map<String, Object> before) {
    Map<String, Object> row = new HashMap<>(before);
    row.put(column.name(), plain(value));
    return own.stream().allMatch(check -> check.takes(row));
  }

  private static Stream<JsonNode> candidates(
      Column column, List<Check> own, Map<String, Object> before) {
    List<Object> around = new ArrayList<>();
    for (Check check : own) {
      around.addAll(check.constants());
      check.columns().stream().flatMap(c -> Stream.ofNullable(before.get(c))).forEach(around::add);
    }
    Stream<String> texts =
        around.stream()
            .flatMap(CheckedValues::withNeighbours)
            .flatMap(value -> texts(column, value));
    return Stream.concat(texts, Stream.of(JSON_TEXT))
        .filter(text -> fits(column, text))
        .flatMap(text -> Examples.parsed(column, text).stream());
  }

  private static boolean fits(Column column, String text) {
    return column.type() != ColumnType.TEXT
        || text.length() <= TypeWords.length(column.declaredType(), LONGEST_TEXT);
  }

  private static Stream<Object> withNeighbours(Object value) {
    return value instanceof BigDecimal number
        ? Stream.of(number, number.add(BigDecimal.ONE), number.subtract(BigDecimal.ONE))
        : Stream.of(value);
  }

  /** A constant as it is; where it may be a text's length, also a text so long. */
  private static Stream<String> texts(Column column, Object value) {
    String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    if (column.type() != ColumnType.TEXT || !(value instanceof BigDecimal length)) {
      return Stream.of(text);
    }
    boolean usable = length.signum() > 0 && length.compareTo(LONGEST) <= 0;
    return usable ? Stream.of("x".repeat(length.intValue()), text) : Stream.of(text);
  }

  private static Object plain(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return value.isNumber() ? value.decimalValue() : Examples.text(value);
  }
}
