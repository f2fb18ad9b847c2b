package dev.forebay.apps.billing.usage;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One record's two fields as they stand in the file. Both formats write numbers alike: as JSON
 * does.
 *
 * @param customerId the text of {@code customer_id}, null where it is missing
 * @param usageAmount the text of {@code usage_amount}, null where it is missing
 */
record UsageFields(@Nullable String customerId, @Nullable String usageAmount) {
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern LONG_EXPONENT = Pattern.compile(".*[eE][+-]?[0-9]{4,}");
  private static final int MAX_LENGTH = 100;
  private static final int MAX_DIGITS = 12;

  /** What is wrong with the fields, if anything. */
  Optional<String> problem() {
    if (customerId == null) {
      return Optional.of("customer_id is missing");
    }
    if (!ID.matcher(customerId).matches()) {
      return Optional.of("customer_id is not a positive whole number");
    }
    return usageAmount == null
        ? Optional.of("usage_amount is missing")
        : amountProblem(usageAmount);
  }

  /** The customer's id. Only where there is no problem. */
  long customer() {
    return Long.parseLong(present(customerId));
  }

  /** The units used, exactly. Only where there is no problem. */
  BigDecimal amount() {
    return new BigDecimal(present(usageAmount));
  }

  private static Optional<String> amountProblem(String text) {
    if (text.length() > MAX_LENGTH || LONG_EXPONENT.matcher(text).matches()) {
      return Optional.of("usage_amount has too many digits, or is not a number");
    }
    if (!NUMBER.matcher(text).matches()) {
      return Optional.of("usage_amount is not a number");
    }
    BigDecimal amount = new BigDecimal(text).stripTrailingZeros();
    if (amount.signum() < 0) {
      return Optional.of("usage_amount is negative");
    }
    return amount.precision() - amount.scale() > MAX_DIGITS || amount.scale() > MAX_DIGITS
        ? Optional.of(
            "usage_amount has more than " + MAX_DIGITS + " digits before or after the point")
        : Optional.empty();
  }

  private static String present(@Nullable String text) {
    if (text == null) {
      throw new IllegalStateException("a field with a problem was read");
    }
    return text;
  }
}
