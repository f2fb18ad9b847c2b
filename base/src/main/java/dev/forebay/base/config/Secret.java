package dev.forebay.base.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A text that no log, error or list of arguments may show: a key, a password. In JSON, which only
 * private files have, it is a string.
 *
 * @param value the text
 */
public record Secret(@JsonValue String value) {
  /** What holds the text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Secret {}

  /** Not the text. */
  @Override
  public String toString() {
    return "…";
  }
}
