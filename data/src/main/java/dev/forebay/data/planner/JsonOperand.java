package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Source.As;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.value.ColumnValue;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a part of a column's JSON is compared with: a number, true or false, or a string.
 *
 * @param as what to make of the part to compare it
 * @param value what to compare it with
 */
record JsonOperand(As as, Object value) {
  private static final ValueType NUMBER = ValueType.of(ColumnType.of("decimal(65,30)", null));
  private static final JsonMapper JSON = JsonMapper.shared();

  /** A number or a truth value as JSON writes them; all else is a string, in quotes or not. */
  static JsonOperand of(Column column, String text) {
    if (text.equals("true") || text.equals("false")) {
      return new JsonOperand(As.BOOLEAN, text);
    }
    Object number = NUMBER.read(text);
    if (number != null) {
      return new JsonOperand(As.NUMBER, number);
    }
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return new JsonOperand(
        As.STRING, quoted ? parsed(column, text).asString() : ColumnValue.text(column, text));
  }

  /** The JSON of a value: written so, or as PostgreSQL writes arrays: {@code {a,"b c",1}}. */
  static String document(Column column, String text) {
    String json = ColumnValue.text(column, text).strip();
    if (isJson(json)) {
      return json;
    }
    if (!json.startsWith("{") || !json.endsWith("}")) {
      throw invalid(column, text);
    }
    List<String> elements = new ArrayList<>();
    for (String element : new ArrayLiteral(json.substring(1, json.length() - 1)).elements()) {
      elements.add(isScalar(element) ? element : quoted(column, element));
    }
    return "[" + String.join(",", elements) + "]";
  }

  private static boolean isScalar(String text) {
    return text.startsWith("\"")
        ? isJson(text)
        : text.equals("true")
            || text.equals("false")
            || text.equals("null")
            || (NUMBER.read(text) != null && isJson(text));
  }

  private static String quoted(Column column, String element) {
    if (element.startsWith("\"")) {
      throw invalid(column, element);
    }
    return JSON.writeValueAsString(element);
  }

  private static boolean isJson(String text) {
    try {
      return !JSON.readTree(text).isMissingNode();
    } catch (JacksonException notJson) {
      return false;
    }
  }

  private static JsonNode parsed(Column column, String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw invalid(column, text);
    }
  }

  private static ForebayException invalid(Column column, String text) {
    return new ForebayException(
        ErrorCode.INVALID_VALUE,
        "The column %s is compared with JSON".formatted(column.name()),
        "Given was \"%s\"".formatted(Excerpt.of(text)),
        "Write JSON, such as {\"a\":1} or [1,2], or an array as PostgreSQL does, such as {1,2}",
        null);
  }
}
