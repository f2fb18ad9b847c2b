package dev.forebay.data.answer;

import dev.forebay.data.row.JsonRows;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Leaves out fields that are null, at any depth, as PostgreSQL's json_strip_nulls does. */
final class Nulls {
  private static final JsonFactory JSON = new JsonFactory();

  private Nulls() {}

  /** The rows without them. */
  static JsonRows stripped(JsonRows rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(rows.length());
    try (JsonParser from = JSON.createParser(ObjectReadContext.empty(), rows.array());
        JsonGenerator to = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      from.nextToken();
      copy(from, to);
    }
    byte[] array = out.toByteArray();
    byte[] inside = java.util.Arrays.copyOfRange(array, 1, array.length - 1);
    return new JsonRows(inside, 0, rows.count());
  }

  private static void copy(JsonParser from, JsonGenerator to) {
    switch (from.currentToken()) {
      case START_OBJECT -> {
        to.writeStartObject();
        while (from.nextToken() != JsonToken.END_OBJECT) {
          field(from, to);
        }
        to.writeEndObject();
      }
      case START_ARRAY -> {
        to.writeStartArray();
        while (from.nextToken() != JsonToken.END_ARRAY) {
          copy(from, to);
        }
        to.writeEndArray();
      }
      case VALUE_STRING -> to.writeString(from.getString());
      default -> to.writeRawValue(from.getString());
    }
  }

  private static void field(JsonParser from, JsonGenerator to) {
    String name = from.currentName();
    if (from.nextToken() != JsonToken.VALUE_NULL) {
      to.writeName(name);
      copy(from, to);
    }
  }
}
