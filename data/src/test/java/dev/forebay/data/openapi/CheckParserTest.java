package dev.forebay.data.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The row is {@code n = 5, m = 7, t = 'red', j = '{"a":1}'}; z is NULL. */
class CheckParserTest {
  private static final Map<String, Object> ROW =
      Map.of("n", new BigDecimal("5"), "m", new BigDecimal("7"), "t", "red", "j", "{\"a\":1}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "`n` > 4 | true",
        "`n` > 5.0 | false",
        "(`n` >= 5) | true",
        "`n` <> 5 | false",
        "`n` > -3 | true",
        "`m` > `n` | true",
        "`m` < `n` | false",
        "`n` between 5 and 6 | true",
        "`n` not between 5 and 6 | false",
        "`t` in ('blue','RED') | true",
        "(`t` in (_utf8mb4\\'blue\\',_utf8mb4\\'it\\'\\'s\\')) | false",
        "`t` not in ('blue') | true",
        "`t` = 'it''s' | false",
        "char_length(`t`) = 3 | true",
        "`n` in ('5','6') | true",
        "`m` > '10' | false",
        "length(`t`) > 3 | false",
        "json_valid(`j`) | true",
        "json_valid(`t`) | false",
        "`z` > 1 | true",
        "not `z` > 1 | true",
        "`z` is null | true",
        "`z` is not null | false",
        "`n` is not null and `z` is null | true",
        "`n` = 1 or `m` = 7 | true",
        "`n` = 1 or `m` = 7 and `t` = 'x' | false",
        "(`n` = 1 or `m` = 7) and `t` = 'red' | true",
        "`z` = 1 and `n` = 1 | false",
        "not (`n` = 5 and `z` = 1) | true",
      })
  void condition_onARow_isWhatTheDatabaseSaysOfIt(String clause, boolean taken) {
    assertThat(CheckParser.parse(clause).orElseThrow().takes(ROW)).isEqualTo(taken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "`n`",
        "`n` >",
        "`n` > 1 extra",
        "`n` + 1 > 2",
        "`n` -1 > 2",
        "`n` > 1 and",
        "(`n` > 1",
        "`t` like 'a%'",
        "`t` regexp '^a'",
        "json_valid(`j`) = 1",
        "year(`t`) > 2000",
        "char_length('a') = 1",
        "`t` in ()",
        "`n` is 5",
        "`t` = 'open",
        "now() > `t`"
      })
  void condition_ofAnotherForm_isNotUnderstood(String clause) {
    assertThat(CheckParser.parse(clause)).isEmpty();
  }

  @Test
  void check_namesItsColumnsAndConstants() {
    Check check = CheckParser.parse("`n` > 4 or `t` in ('a','b')").orElseThrow();
    assertThat(check.columns()).containsExactlyInAnyOrder("n", "t");
    assertThat(check.constants()).containsExactly(new BigDecimal("4"), "a", "b");
  }
}
