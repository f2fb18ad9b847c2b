package dev.forebay.data.plan;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates and times; null for what is none. */
final class Times {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DATE_TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");
  private static final Pattern OFFSET_DATE_TIME =
      Pattern.compile(DATE_TIME.pattern() + "(Z|[+-]\\d{2}:\\d{2})");
  private static final Pattern TIME =
      Pattern.compile("-?([0-7]?\\d?\\d|8[0-2]\\d|83[0-8]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,6})?)?");

  private Times() {}

  static @Nullable LocalDate date(String text) {
    try {
      return DATE.matcher(text).matches() ? LocalDate.parse(text) : null;
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** A date and time; where it names an offset, the one in UTC. Finer than microseconds is cut. */
  static @Nullable LocalDateTime dateTime(String text) {
    try {
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text).atStartOfDay();
      }
      if (DATE_TIME.matcher(text).matches()) {
        return LocalDateTime.parse(iso(text)).truncatedTo(ChronoUnit.MICROS);
      }
      return OFFSET_DATE_TIME.matcher(text).matches() ? inUtc(iso(text)) : null;
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** A time of day or a span, up to 838 hours, as MySQL writes it. */
  static @Nullable String time(String text) {
    return TIME.matcher(text).matches() ? text : null;
  }

  private static String iso(String text) {
    return text.replace(' ', 'T');
  }

  private static LocalDateTime inUtc(String text) {
    return OffsetDateTime.parse(text)
        .withOffsetSameInstant(ZoneOffset.UTC)
        .toLocalDateTime()
        .truncatedTo(ChronoUnit.MICROS);
  }
}
