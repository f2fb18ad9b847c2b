package dev.forebay.client.route;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object in a request's body, each checked as it is read. */
public final class BodyFields {
  private final JsonNode object;
  private final String prefix;

  private BodyFields(JsonNode object, String prefix) {
    this.object = object;
    this.prefix = prefix;
  }

  /**
   * The fields of an object that may have these fields and no others.
   *
   * @param prefix what error messages begin with, to tell one object of a list from another
   * @throws RouteException 400 where it is no object, or has a field that is not known
   */
  public static BodyFields of(JsonNode value, String prefix, String... known) {
    if (!value.isObject()) {
      throw RouteException.badRequest(prefix + "a JSON object is expected");
    }
    List<String> names = Arrays.asList(known);
    for (String name : value.propertyNames()) {
      if (!names.contains(name)) {
        throw RouteException.badRequest(
            prefix + "unknown field " + quoted(name) + "; known are " + String.join(", ", names));
      }
    }
    return new BodyFields(value, prefix);
  }

  /** Whether the field is there, null or not. */
  public boolean has(String name) {
    return object.has(name);
  }

  /** Text that must be there: at least one character that is not a blank, at most the maximum. */
  public String text(String name, int maxLength) {
    return optionalText(name, maxLength).orElseThrow(() -> missing(name));
  }

  /** Text that may be left out or null. */
  public Optional<String> optionalText(String name, int maxLength) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString() || value.stringValue().isBlank()) {
      throw wrong(name, "must be text that is not empty");
    }
    String text = value.stringValue();
    if (text.codePointCount(0, text.length()) > maxLength) {
      throw wrong(name, "is longer than " + maxLength + " characters");
    }
    if (!text.codePoints().allMatch(BodyFields::isText)) {
      throw wrong(name, "has control characters");
    }
    return Optional.of(text);
  }

  /** A whole number from 0 to the maximum that must be there. */
  public int wholeNumber(String name, int max) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw missing(name);
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || !inRange(value.intValue(), max)) {
      throw wrong(name, "must be a whole number from 0 to " + max);
    }
    return value.intValue();
  }

  /** The error that this field's value is. */
  public RouteException wrong(String name, String problem) {
    return RouteException.badRequest(prefix + name + " " + problem);
  }

  private RouteException missing(String name) {
    return wrong(name, "is missing");
  }

  private static boolean isText(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.SURROGATE;
  }

  private static boolean inRange(int value, int max) {
    return value >= 0 && value <= max;
  }

  private static String quoted(String name) {
    return '"' + (name.length() > 40 ? name.substring(0, 40) + "…" : name) + '"';
  }
}
