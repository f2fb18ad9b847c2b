package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.Locale;
import java.util.Set;

/** Parses Accept: the first media type that can be produced decides. FB106 where none can. */
final class AcceptParser {
  private static final String OBJECT = "application/vnd.pgrst.object+json";
  private static final Set<String> ARRAY =
      Set.of("application/json", "application/vnd.pgrst.array+json", "application/*", "*/*", "");

  private AcceptParser() {}

  /** Whether the answer is to be one object and not an array. */
  static boolean singular(String accept) {
    for (String range : accept.split(",", -1)) {
      String essence = range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (essence.equals(OBJECT)) {
        return true;
      }
      if (ARRAY.contains(essence)) {
        return false;
      }
    }
    throw new ForebayException(
        ErrorCode.NOT_ACCEPTABLE,
        "None of the types in Accept can be produced: " + Excerpt.of(accept),
        "Accept application/json or " + OBJECT);
  }
}
