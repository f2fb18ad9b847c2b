package dev.forebay.storage.s3;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When a signature is good: 15 minutes around its date, or a presigned URL's own time. */
final class SigningTime {
  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

  private SigningTime() {}

  /** An S3 error where the signature is not good now. */
  static void require(HttpServletRequest request, boolean presigned, Instant now) {
    if (presigned) {
      requirePresigned(request, now);
      return;
    }
    Instant signed = parse(request.getHeader("x-amz-date"));
    if (Duration.between(signed, now).abs().compareTo(SKEW) > 0) {
      throw S3Errors.of(
          403,
          "RequestTimeTooSkewed",
          "The difference between the request's time and the server's is too large.",
          null);
    }
  }

  private static void requirePresigned(HttpServletRequest request, Instant now) {
    Instant signed = parse(request.getParameter("X-Amz-Date"));
    Duration good = seconds(request.getParameter("X-Amz-Expires"));
    if (good.isNegative() || good.compareTo(LONGEST) > 0) {
      throw S3Errors.accessDenied("X-Amz-Expires must be between 0 and 604800 seconds.");
    }
    if (now.isBefore(signed.minus(SKEW))) {
      throw S3Errors.accessDenied("Request is not valid yet");
    }
    if (!now.isBefore(signed.plus(good))) {
      throw S3Errors.accessDenied("Request has expired");
    }
  }

  private static Instant parse(@Nullable String date) {
    try {
      return LocalDateTime.parse(date == null ? "" : date, FORM).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw S3Errors.accessDenied("Signed requests need a valid X-Amz-Date.");
    }
  }

  private static Duration seconds(@Nullable String text) {
    try {
      return Duration.ofSeconds(Long.parseLong(text == null ? "" : text));
    } catch (NumberFormatException e) {
      throw S3Errors.accessDenied("Presigned URLs need a valid X-Amz-Expires.");
    }
  }
}
