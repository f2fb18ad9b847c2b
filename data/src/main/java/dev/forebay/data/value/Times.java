package dev.forebay.data.value;

import static java.time.temporal.ChronoField.MICRO_OF_SECOND;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times as texts; null for what is none. */
final class Times {
  /** The servers have microseconds. */
  static final int MOST_DIGITS = 6;

  private static final int DAY_LENGTH = 10;
  private static final int LAST_YEAR = 9999;
  private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
  private static final String CLOCK = "\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?";
  private static final Pattern DATE = Pattern.compile(DAY);
  private static final Pattern DATE_TIME = Pattern.compile(DAY + "[T ]" + CLOCK);
  private static final Pattern OFFSET_DATE_TIME =
      Pattern.compile(DATE_TIME.pattern() + "(Z|[+-]\\d{2}:\\d{2})");
  private static final Pattern ZERO_DATE =
      Pattern.compile("\\d{4}-(00-([0-2]\\d|3[01])|(0\\d|1[0-2])-00)");
  private static final Pattern TIME =
      Pattern.compile(
          "(-?)([0-7]?\\d?\\d|8[0-2]\\d|83[0-8]):([0-5]\\d)(?::([0-5]\\d)(?:\\.(\\d{1,6}))?)?");

  private static final int NANO_DIGITS = 9;

  private Times() {}

  static @Nullable String date(String text) {
    try {
      return DATE.matcher(text).matches()
          ? isZero(text) ? text : LocalDate.parse(text).toString()
          : null;
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** Whether the day or the month is 0. */
  private static boolean isZero(String date) {
    return ZERO_DATE.matcher(date).matches();
  }

  /** Whether the servers take the year for what it is, and not for one with two digits. */
  static boolean isFarFromZero(String date) {
    return date.charAt(0) != '0';
  }

  /**
   * A date and time; where it names an offset, the one in UTC. Finer than microseconds is cut. A
   * text where the day or the month is 0.
   */
  static @Nullable Object dateTime(String text) {
    try {
      if (DATE.matcher(text).matches()) {
        return isZero(text) ? text + " 00:00:00" : LocalDate.parse(text).atStartOfDay();
      }
      if (DATE_TIME.matcher(text).matches()) {
        return isZero(text.substring(0, DAY_LENGTH)) ? zeroDateTime(text) : local(text);
      }
      return OFFSET_DATE_TIME.matcher(text).matches() ? inUtc(text) : null;
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static LocalDateTime local(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T')).truncatedTo(ChronoUnit.MICROS);
  }

  /** The clock is checked on some other day. */
  private static String zeroDateTime(String text) {
    LocalDateTime clock = local("2000-01-01" + text.substring(DAY_LENGTH));
    String fraction =
        clock.get(MICRO_OF_SECOND) == 0 ? "" : ".%06d".formatted(clock.get(MICRO_OF_SECOND));
    return "%s %02d:%02d:%02d%s"
        .formatted(
            text.substring(0, DAY_LENGTH),
            clock.getHour(),
            clock.getMinute(),
            clock.getSecond(),
            fraction);
  }

  /** None where that is in a year that the servers do not have. */
  private static @Nullable LocalDateTime inUtc(String text) {
    LocalDateTime time =
        OffsetDateTime.parse(text.replace(' ', 'T'))
            .withOffsetSameInstant(ZoneOffset.UTC)
            .toLocalDateTime()
            .truncatedTo(ChronoUnit.MICROS);
    return time.getYear() < 0 || time.getYear() > LAST_YEAR ? null : time;
  }

  /** A time of day or a span in one form: {@code -01:30:00.5}, without zeros at its end. */
  static @Nullable String time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return null;
    }
    String seconds = time.group(4) == null ? "00" : time.group(4);
    String fraction = time.group(5) == null ? "" : "." + time.group(5);
    String span =
        "%02d:%s:%s".formatted(Integer.parseInt(time.group(2)), time.group(3), seconds) + fraction;
    String shortest = withoutZeros(span);
    return shortest.equals("00:00:00") ? shortest : time.group(1) + shortest;
  }

  /** A time's microseconds. */
  static long micros(String time) {
    boolean negative = time.startsWith("-");
    String[] parts = withFraction(time, MOST_DIGITS).split("[-:.]", -1);
    int first = parts.length - 4;
    long seconds =
        60 * (60 * Long.parseLong(parts[first]) + Long.parseLong(parts[first + 1]))
            + Long.parseLong(parts[first + 2]);
    long micros = 1_000_000 * seconds + Long.parseLong(parts[first + 3]);
    return negative ? -micros : micros;
  }

  /** With just so many digits of a fraction. */
  static String withFraction(String text, int digits) {
    int point = text.indexOf('.');
    String seconds = point < 0 ? text : text.substring(0, point);
    if (digits == 0) {
      return seconds;
    }
    String fraction = (point < 0 ? "" : text.substring(point + 1)) + "000000";
    return seconds + "." + fraction.substring(0, digits);
  }

  /** With at most so many digits of a fraction, and no zeros at their end. */
  static String cut(String text, int digits) {
    return text.indexOf('.') < 0 ? text : withoutZeros(withFraction(text, digits));
  }

  /** Without what is finer than so many digits of a fraction. */
  static LocalDateTime cut(LocalDateTime time, int digits) {
    long unit = 1;
    for (int i = digits; i < NANO_DIGITS; i++) {
      unit *= 10;
    }
    return time.with(NANO_OF_SECOND, time.getLong(NANO_OF_SECOND) / unit * unit);
  }

  static String withoutZeros(String text) {
    return text.indexOf('.') < 0 ? text : text.replaceFirst("\\.?0*$", "");
  }
}
