package dev.forebay.base.config;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How durations are written in a configuration: {@code 50ms}, {@code 30s}, {@code 5m}, {@code 1h},
 * {@code 1d}.
 */
final class Durations {
  /** As a regular expression, for the JSON Schema. */
  static final String FORM = "^[0-9]{1,9}(ms|s|m|h|d)$";

  private static final Pattern PARTS = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private Durations() {}

  static Duration parse(String text) {
    var parts = PARTS.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a duration; write it like 50ms, 30s, 5m, 1h or 1d");
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
