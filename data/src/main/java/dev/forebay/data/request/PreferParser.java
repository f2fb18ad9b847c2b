package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.Preferences.Return;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Parses Prefer headers: {@code return=representation, count=exact}. An unknown preference is
 * ignored, as RFC 7240 says, but not under {@code handling=strict}; one whose loss would change
 * what is written is always refused.
 */
final class PreferParser {
  private static final List<String> KNOWN =
      List.of("return=", "count=", "missing=default", "tx=commit", "handling=");

  private Return answer = Return.MINIMAL;
  private boolean count;
  private final List<String> applied = new ArrayList<>();

  private PreferParser() {}

  static Preferences parse(List<String> headers) {
    List<String> preferences =
        headers.stream()
            .flatMap(header -> List.of(header.toLowerCase(Locale.ROOT).split(",")).stream())
            .map(String::strip)
            .filter(preference -> !preference.isEmpty())
            .toList();
    PreferParser parser = new PreferParser();
    boolean strict = preferences.contains("handling=strict");
    preferences.forEach(preference -> parser.take(preference, strict));
    return new Preferences(parser.answer, parser.count, parser.applied);
  }

  private void take(String preference, boolean strict) {
    switch (preference) {
      case "return=minimal" -> answer(Return.MINIMAL, preference);
      case "return=headers-only" -> answer(Return.HEADERS_ONLY, preference);
      case "return=representation" -> answer(Return.REPRESENTATION, preference);
      case "count=exact", "count=planned", "count=estimated" -> count();
      case "missing=default", "tx=commit", "handling=strict", "handling=lenient" ->
          applied.add(preference);
      default -> refuseIfItMatters(preference, strict);
    }
  }

  private void answer(Return wanted, String preference) {
    answer = wanted;
    applied.add(preference);
  }

  /** An exact count also answers those who would have been content with an estimate. */
  private void count() {
    count = true;
    applied.add("count=exact");
  }

  private static void refuseIfItMatters(String preference, boolean strict) {
    boolean matters =
        preference.startsWith("resolution=")
            || preference.equals("tx=rollback")
            || preference.startsWith("max-affected=");
    if (matters) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "The preference \"%s\" is not supported".formatted(Excerpt.of(preference)));
    }
    if (strict) {
      throw new ForebayException(
          ErrorCode.INVALID_PREFERENCE,
          "Unknown preference \"%s\"".formatted(Excerpt.of(preference)),
          "Known are: " + String.join(", ", KNOWN),
          "Leave it out, or send handling=lenient",
          null);
    }
  }
}
