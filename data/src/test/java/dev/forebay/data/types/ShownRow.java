package dev.forebay.data.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row as the API has shown it.
 *
 * @param fields the token of JSON of each column
 */
record ShownRow(Map<String, String> fields) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** The token of a column. */
  String field(String column) {
    String token = fields.get(column);
    if (token == null) {
      throw new IllegalArgumentException("There is no " + column + " in " + fields);
    }
    return token;
  }

  boolean isNull(String column) {
    return field(column).equals("null");
  }

  /** A column as a filter and a CSV field have it. */
  String text(String column) {
    return plain(field(column));
  }

  /** What a token is as a text. */
  static String plain(String token) {
    return token.startsWith("\"") ? JSON.readValue(token, String.class) : token;
  }

  /** The row as an object, with these columns only. */
  String json(List<String> columns) {
    return columns.stream()
        .map(column -> "\"%s\":".formatted(column) + field(column))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** The row as an object. */
  String json() {
    return json(List.copyOf(fields.keySet()));
  }

  /** The rows of an answer. */
  static List<ShownRow> of(String body) {
    List<ShownRow> rows = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          fields.put(name, token(parser, body));
        }
        rows.add(new ShownRow(fields));
      }
    }
    return rows;
  }

  /** Numbers keep their digits, and JSON columns all of their text. */
  private static String token(JsonParser parser, String body) {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_STRING) {
      return Wording.quoted(parser.getString());
    }
    if (!token.isStructStart()) {
      return parser.getString();
    }
    int from = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    return body.substring(from, (int) parser.currentLocation().getCharOffset());
  }
}
