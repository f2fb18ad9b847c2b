package dev.forebay.data.types;

import static dev.forebay.data.types.Wording.loose;
import static dev.forebay.data.types.Wording.none;
import static dev.forebay.data.types.Wording.string;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Samples of the types of dates and times, and of what old schemas keep in the place of none. */
final class TimeSamples {
  private TimeSamples() {}

  private static String sql(String text) {
    return "'" + text + "'";
  }

  /** DATE. */
  record Dates() implements Samples {
    @Override
    public List<Sample> edges() {
      Stream<Sample> real =
          Stream.of(
                  "1000-01-01",
                  "9999-12-31",
                  "2024-02-29",
                  "1582-10-10",
                  "1969-12-31",
                  "0001-01-01")
              .map(Dates::value);
      Stream<Sample> old =
          Stream.of("0000-00-00", "2020-05-00", "2020-00-00", "0000-05-01", "2020-00-15")
              .map(date -> new Sample(sql(date), loose(date, sql(date))));
      return Stream.concat(real, old).toList();
    }

    @Override
    public Sample random(Random random) {
      return value(
          LocalDateTime.of(1000, 1, 1, 0, 0)
              .plusDays(random.nextInt(3_000_000))
              .toLocalDate()
              .toString());
    }

    @Override
    public List<Wording> wrong() {
      return List.of(
          none("2023-02-29"),
          none("2024-13-01"),
          none("2024-04-31"),
          none("2024-01-15T10:30:00"),
          none("10000-01-01"),
          none("abc"),
          none(""),
          Wording.noneLiteral("true"));
    }

    private static Sample value(String date) {
      return new Sample(
          sql(date),
          string(date, sql(date)),
          loose(date.replace("-", ""), sql(date)),
          loose(date + "T00:00:00", sql(date)),
          loose(date.replace("-0", "-"), sql(date)),
          loose(" " + date, sql(date)));
    }
  }

  /**
   * DATETIME and TIMESTAMP, with as many digits of a fraction.
   *
   * @param first and last year of the values
   */
  record Moments(int digits, int first, int last) implements Samples {
    private static final DateTimeFormatter SECONDS =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    @Override
    public List<Sample> edges() {
      Stream<Sample> real =
          Stream.of(
                  LocalDateTime.of(first, 1, 2, 0, 0, 0),
                  LocalDateTime.of(last, 1, 1, 23, 59, 59, 999_999_000),
                  LocalDateTime.of(2024, 3, 31, 2, 30, 0, 120_000_000),
                  LocalDateTime.of(2024, 2, 29, 23, 59, 59, 1_000),
                  LocalDateTime.of(2024, 1, 15, 10, 30))
              .map(this::value);
      List<String> old =
          first > 1900
              ? List.of("0000-00-00 00:00:00")
              : List.of("0000-00-00 00:00:00", "2020-05-00 10:00:00", "2020-00-00 00:00:00");
      return Stream.concat(
              real, old.stream().map(text -> new Sample(sql(text), loose(text, sql(text)))))
          .toList();
    }

    @Override
    public Sample random(Random random) {
      int years = last - first;
      return value(
          LocalDateTime.of(first, 1, 2, 0, 0)
              .plusYears(random.nextInt(years))
              .plusSeconds(random.nextInt(30_000_000))
              .plusNanos(1000L * random.nextInt(1_000_000)));
    }

    @Override
    public List<Wording> wrong() {
      return List.of(
          none("2023-02-29 00:00:00"),
          none("2024-01-15 24:00:01"),
          none("2024-01-15 10:61:00"),
          none("9999-12-31T23:59:59-01:00"),
          none("10:30:00"),
          none("abc"),
          none(""));
    }

    private Sample value(LocalDateTime given) {
      LocalDateTime time =
          given.minusNanos(given.get(NANO_OF_SECOND) % (long) Math.pow(10, 9 - digits));
      String text = text(time, time.format(SECONDS));
      String sql = sql(text);
      List<Wording> spellings = new ArrayList<>();
      spellings.add(string(text.replace(' ', 'T'), sql));
      spellings.add(string(text, sql));
      spellings.add(string(text.replace(' ', 'T') + "Z", sql));
      if (time.getYear() < 9999) {
        LocalDateTime there = time.plusHours(2);
        spellings.add(string(text(there, there.format(SECONDS)).replace(' ', 'T') + "+02:00", sql));
      }
      if (digits < 6) {
        spellings.add(string(text + (digits == 0 ? "." : "") + "00", sql));
        String longer = text + (digits == 0 ? "." : "") + "7";
        spellings.add(loose(longer, sql(text)));
      }
      spellings.add(loose(time.toString(), sql));
      if (time.truncatedTo(ChronoUnit.DAYS).equals(time)) {
        spellings.add(loose(time.toLocalDate().toString(), sql));
      }
      return new Sample(sql, spellings);
    }

    private String text(LocalDateTime time, String seconds) {
      String fraction = "%06d".formatted(time.get(NANO_OF_SECOND) / 1000);
      return digits == 0 ? seconds : seconds + "." + fraction.substring(0, digits);
    }
  }

  /** TIME. */
  record Spans(int digits) implements Samples {
    @Override
    public List<Sample> edges() {
      return Stream.of(
              "00:00:00",
              "23:59:59",
              "-00:00:01",
              "838:59:59",
              "-838:59:59",
              "10:30:00",
              "100:00:00")
          .map(seconds -> value(seconds, ""))
          .toList();
    }

    @Override
    public Sample random(Random random) {
      String seconds =
          "%s%02d:%02d:%02d"
              .formatted(
                  random.nextInt(4) == 0 ? "-" : "",
                  random.nextInt(838),
                  random.nextInt(60),
                  random.nextInt(60));
      return value(seconds, "%06d".formatted(random.nextInt(1_000_000)));
    }

    @Override
    public List<Wording> wrong() {
      return List.of(none("839:00:00"), none("10:61:00"), none("10:00:61"), none("abc"), none(""));
    }

    private Sample value(String seconds, String fraction) {
      String all = (fraction + "000000").substring(0, digits);
      String text = digits == 0 ? seconds : seconds + "." + all;
      List<Wording> spellings = new ArrayList<>(List.of(string(text, sql(text))));
      spellings.add(loose(text.replaceFirst("^(-?)0", "$1"), sql(text)));
      if (seconds.endsWith(":00") && all.matches("0*")) {
        spellings.add(loose(seconds.substring(0, seconds.length() - 3), sql(text)));
      }
      if (digits > 0 && digits < 6) {
        spellings.add(string(text + "0", sql(text)));
      }
      if (digits < 6 && !seconds.contains("838")) {
        String longer = text + (digits == 0 ? "." : "") + "7";
        spellings.add(loose(longer, sql(text)));
      }
      return new Sample(sql(text), spellings);
    }
  }
}
