package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * The objects of a JSON text, one after the other. Refuses duplicate keys, and nesting deeper than
 * 100 (FB101).
 */
final class JsonObjects implements Iterator<Map<String, JsonValue>> {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxNumberLength(1000)
                  .maxNameLength(1000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String text;
  private final boolean many;
  private final JsonParser json;
  private boolean inArray;
  private boolean ended;

  /** At the beginning of a text, which may be an array of objects if there may be many. */
  JsonObjects(String text, boolean many) {
    this.text = text;
    this.many = many;
    this.json = JSON.createParser(ObjectReadContext.empty(), text);
    readable(this::begin);
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public Map<String, JsonValue> next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    return readable(
        () -> {
          Map<String, JsonValue> row = object();
          step();
          return row;
        });
  }

  private boolean begin() {
    @Nullable JsonToken first = json.nextToken();
    inArray = first == JsonToken.START_ARRAY && many;
    if (inArray) {
      step();
    } else if (first != JsonToken.START_OBJECT) {
      throw wrong(many ? "an object or an array of objects" : "an object");
    }
    return ended;
  }

  /** To the next object, or behind the last. */
  private void step() {
    ended = !inArray || json.nextToken() == JsonToken.END_ARRAY;
    if (!ended && json.currentToken() != JsonToken.START_OBJECT) {
      throw wrong("an array of objects only");
    }
    if (ended && json.nextToken() != null) {
      throw wrong("nothing after the " + (many ? "rows" : "object"));
    }
  }

  private static <T> T readable(Supplier<T> step) {
    try {
      return step.get();
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private Map<String, JsonValue> object() {
    Map<String, JsonValue> row = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      row.put(key, value());
    }
    return row;
  }

  private JsonValue value() {
    return switch (json.currentToken()) {
      case VALUE_NULL -> JsonValue.Null.NULL;
      case VALUE_STRING -> new JsonValue.Text(json.getString());
      case START_OBJECT, START_ARRAY -> new JsonValue.Structure(structure());
      default -> new JsonValue.Literal(json.getString());
    };
  }

  private String structure() {
    int start = (int) json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    return text.substring(start, (int) json.currentLocation().getCharOffset());
  }

  private ForebayException wrong(String expected) {
    return new ForebayException(
        ErrorCode.MALFORMED_BODY,
        "The body must be %s".formatted(expected),
        where(json.currentTokenLocation()),
        null,
        null);
  }

  private static ForebayException malformed(JacksonException e) {
    return new ForebayException(
        ErrorCode.MALFORMED_BODY,
        "The body is not valid JSON",
        withoutSource(e.getOriginalMessage()) + ", at " + where(e.getLocation()),
        null,
        e);
  }

  /** Jackson tells where the value began that does not end, and what it was told not to tell. */
  private static String withoutSource(String message) {
    int source = message.indexOf(" (start marker at");
    return source < 0 ? message : message.substring(0, source);
  }

  private static String where(@Nullable TokenStreamLocation location) {
    return location == null || location.getColumnNr() == 0
        ? "the body is empty"
        : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
