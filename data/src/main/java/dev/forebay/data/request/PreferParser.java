package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.Preferences.Choice;
import dev.forebay.data.request.Preferences.Count;
import dev.forebay.data.request.Preferences.Handling;
import dev.forebay.data.request.Preferences.Missing;
import dev.forebay.data.request.Preferences.Resolution;
import dev.forebay.data.request.Preferences.Return;
import dev.forebay.data.request.Preferences.Tx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Parses Prefer headers: {@code return=representation, count=exact}. Of two that contradict each
 * other the first counts, as RFC 7240 says; what is not understood is ignored, but refused under
 * {@code handling=strict} (FB112).
 */
final class PreferParser {
  private static final Pattern MAX_AFFECTED = Pattern.compile("max-affected=[0-9]{1,18}");

  private final List<String> given;
  private final List<String> unknown;

  private PreferParser(List<String> given) {
    this.given = given;
    this.unknown = new ArrayList<>(given);
  }

  static Preferences parse(List<String> headers) {
    if (headers.isEmpty()) {
      return Preferences.NONE;
    }
    return new PreferParser(
            headers.stream()
                .flatMap(header -> Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(String::strip)
                .filter(preference -> !preference.isEmpty())
                .toList())
        .preferences();
  }

  private Preferences preferences() {
    Preferences preferences =
        new Preferences(
            first(Return.values()),
            first(Count.values()),
            first(Resolution.values()),
            first(Missing.values()),
            first(Tx.values()),
            first(Handling.values()),
            maxAffected());
    if (preferences.strict() && !unknown.isEmpty()) {
      throw refused();
    }
    return preferences;
  }

  private <T extends Choice> Optional<T> first(T[] choices) {
    List<T> found = new ArrayList<>();
    for (String preference : given) {
      for (T choice : choices) {
        if (choice.text().equals(preference)) {
          found.add(choice);
          unknown.remove(preference);
        }
      }
    }
    return found.stream().findFirst();
  }

  private OptionalLong maxAffected() {
    List<String> limits = given.stream().filter(p -> MAX_AFFECTED.matcher(p).matches()).toList();
    unknown.removeAll(limits);
    return limits.stream()
        .mapToLong(limit -> Long.parseLong(limit, limit.indexOf('=') + 1, limit.length(), 10))
        .findFirst();
  }

  private ForebayException refused() {
    return new ForebayException(
        ErrorCode.INVALID_PREFERENCE,
        "Invalid preferences given with handling=strict",
        "Invalid preferences: " + String.join(", ", unknown.stream().map(Excerpt::of).toList()),
        "Leave them out, or send handling=lenient",
        null);
  }
}
