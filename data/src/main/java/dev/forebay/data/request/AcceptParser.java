package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.Accept.Format;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Parses Accept: the first media type that can be produced decides. FB106 where none can. */
final class AcceptParser {
  private static final Map<String, Format> FORMATS =
      Map.of(
          "", Format.ARRAY,
          "*/*", Format.ARRAY,
          "application/*", Format.ARRAY,
          "application/json", Format.ARRAY,
          "application/vnd.pgrst.array+json", Format.ARRAY,
          "application/vnd.pgrst.array", Format.ARRAY,
          "application/vnd.pgrst.object+json", Format.OBJECT,
          "application/vnd.pgrst.object", Format.OBJECT,
          "text/csv", Format.CSV,
          "text/*", Format.CSV);

  private AcceptParser() {}

  static Accept parse(String accept) {
    Format plain = FORMATS.get(accept);
    if (plain != null) {
      return new Accept(plain, false);
    }
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      Format format = FORMATS.get(parts[0].strip());
      if (format != null) {
        return new Accept(format, format != Format.CSV && stripsNulls(parts));
      }
    }
    throw new ForebayException(
        ErrorCode.NOT_ACCEPTABLE,
        "None of the types in Accept can be produced: " + Excerpt.of(accept),
        "Accept application/json, application/vnd.pgrst.object+json or text/csv");
  }

  private static boolean stripsNulls(String[] parts) {
    return parts[0].contains("vnd.pgrst")
        && Arrays.stream(parts).anyMatch(part -> part.strip().equals("nulls=stripped"));
  }
}
