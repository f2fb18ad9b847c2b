package dev.forebay.aws.signature;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.CommonError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a request was signed, and for how long that is good: 15 minutes before and after, or a
 * presigned URL's own time, of 7 days at most.
 *
 * @param instant when
 * @param validity a presigned URL's own time, else null
 */
record SignatureTime(Instant instant, @Nullable Duration validity) {
  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  /** Of a request that is signed in its header: X-Amz-Date, or else Date. */
  static SignatureTime ofHeaders(Optional<String> amzDate, Optional<String> date) {
    return new SignatureTime(amzDate.map(SignatureTime::basic).orElseGet(() -> http(date)), null);
  }

  /** Of a presigned URL. */
  static SignatureTime ofQuery(String date, String expires) {
    return new SignatureTime(basic(date), seconds(expires));
  }

  /** As it is signed: {@code 20261130T015000Z}. */
  String text() {
    return FORM.format(instant);
  }

  /** Its day: {@code 20261130}. */
  String date() {
    return text().substring(0, 8);
  }

  /** Refuses the signature where it is not good now. */
  void require(Instant now) {
    if (validity == null) {
      requireNear(now);
    } else {
      requireValid(now, validity);
    }
  }

  private void requireNear(Instant now) {
    if (Duration.between(instant, now).abs().compareTo(SKEW) > 0) {
      throw new AwsException(
          CommonError.SKEWED,
          "The request was signed at %s, more than 15 minutes from the server's time %s."
              .formatted(text(), FORM.format(now)));
    }
  }

  private void requireValid(Instant now, Duration good) {
    if (now.isBefore(instant.minus(SKEW))) {
      throw new AwsException(CommonError.EXPIRED, "Request is not valid yet");
    }
    if (!now.isBefore(instant.plus(good))) {
      throw new AwsException(CommonError.EXPIRED, "Request has expired");
    }
  }

  private static Instant basic(String date) {
    try {
      return LocalDateTime.parse(date, FORM).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw malformed("X-Amz-Date must be a time such as 20261130T015000Z.");
    }
  }

  private static Instant http(Optional<String> date) {
    try {
      return ZonedDateTime.parse(date.orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      throw malformed("Signed requests need X-Amz-Date.");
    }
  }

  private static Duration seconds(String text) {
    if (!text.matches("[0-9]{1,6}")) {
      throw malformed("X-Amz-Expires must be between 0 and 604800 seconds.");
    }
    Duration validity = Duration.ofSeconds(Long.parseLong(text));
    if (validity.compareTo(LONGEST) > 0) {
      throw malformed("X-Amz-Expires must be between 0 and 604800 seconds.");
    }
    return validity;
  }

  private static AwsException malformed(String message) {
    return new AwsException(CommonError.MALFORMED_TIME, message);
  }
}
