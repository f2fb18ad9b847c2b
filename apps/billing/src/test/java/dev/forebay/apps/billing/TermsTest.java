package dev.forebay.apps.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.client.PermanentException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
  private static final Terms DEFAULT = Terms.from(Map.of());

  @ParameterizedTest
  @CsvSource({
    "100, 10.00",
    "0, 0.00",
    "0.05, 0.01",
    "0.0499999, 0.00",
    "12.25, 1.23",
    "0.15, 0.02"
  })
  void price_ofUnits_isRoundedHalfUpToCents(BigDecimal units, String price) {
    assertThat(DEFAULT.price(units)).isEqualTo(new BigDecimal(price));
  }

  @Property
  void price_ofAnyUnits_isWithinHalfACentAndNeverBelowAHalf(
      @ForAll @BigRange(min = "0", max = "1000000000") @Scale(12) BigDecimal units) {
    BigDecimal exact = units.multiply(new BigDecimal("0.10"));
    BigDecimal over = DEFAULT.price(units).subtract(exact);

    assertThat(over)
        .isGreaterThan(new BigDecimal("-0.005"))
        .isLessThanOrEqualTo(new BigDecimal("0.005"));
    assertThat(DEFAULT.price(units)).isEqualTo(exact.setScale(2, RoundingMode.HALF_UP));
  }

  @Test
  void from_anEnvironment_takesItsTerms() {
    Terms terms = Terms.from(Map.of("UNIT_PRICE", "0.125", "DUE_DAYS", "14"));

    assertThat(terms.price(new BigDecimal(3))).isEqualTo("0.38");
    assertThat(terms.dueDate(LocalDate.of(2024, 12, 25))).isEqualTo("2025-01-08");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "NaN", "1e9", "0,10", "free"})
  void from_aPriceThatIsNone_isPermanent(String price) {
    assertThatThrownBy(() -> Terms.from(Map.of("UNIT_PRICE", price)))
        .isInstanceOf(PermanentException.class)
        .hasMessage("UNIT_PRICE is not a number as it should be: " + price);
  }
}
