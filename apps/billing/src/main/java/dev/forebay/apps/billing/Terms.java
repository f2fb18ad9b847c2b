package dev.forebay.apps.billing;

import dev.forebay.client.PermanentException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;

/**
 * What usage costs and when it is to be paid, from the function's environment: {@code UNIT_PRICE}
 * (0.10 where it is not set) and {@code DUE_DAYS} (30).
 *
 * @param unitPrice of one unit, exact
 * @param dueDays from the day of the file to the day the invoice is due
 */
record Terms(BigDecimal unitPrice, int dueDays) {
  static Terms from(Map<String, String> environment) {
    return new Terms(
        new BigDecimal(number(environment, "UNIT_PRICE", "0.10", "[0-9]{1,9}(\\.[0-9]{1,9})?")),
        Integer.parseInt(number(environment, "DUE_DAYS", "30", "[0-9]{1,4}")));
  }

  /** The price in cents, rounded half up once, over all of a customer's units. */
  BigDecimal price(BigDecimal units) {
    return units.multiply(unitPrice).setScale(2, RoundingMode.HALF_UP);
  }

  LocalDate dueDate(LocalDate day) {
    return day.plusDays(dueDays);
  }

  private static String number(
      Map<String, String> environment, String name, String otherwise, String pattern) {
    String text = environment.getOrDefault(name, otherwise);
    if (!text.matches(pattern)) {
      throw new PermanentException(name + " is not a number as it should be: " + text);
    }
    return text;
  }
}
