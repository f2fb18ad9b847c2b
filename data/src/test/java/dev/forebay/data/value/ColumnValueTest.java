package dev.forebay.data.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.schema.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnValueTest {
  @ParameterizedTest
  @MethodSource
  void of_aTextOfTheColumnsType_isItsValue(String declared, String text, Object value) {
    assertThat(ColumnValue.of(column(declared), text)).isEqualTo(value);
  }

  static Stream<Arguments> of_aTextOfTheColumnsType_isItsValue() {
    return Stream.of(
        Arguments.of("tinyint(4)", "-128", -128L),
        Arguments.of("tinyint(3) unsigned", "255", 255L),
        Arguments.of("mediumint(9)", "8388607", 8388607L),
        Arguments.of("int", "007", 7L),
        Arguments.of("bigint(20)", "-9223372036854775808", Long.MIN_VALUE),
        Arguments.of(
            "bigint(20) unsigned", "18446744073709551615", new BigInteger("18446744073709551615")),
        Arguments.of("year(4)", "2155", 2155L),
        Arguments.of("year(4)", "0000", 0L),
        Arguments.of("tinyint(1)", "true", 1L),
        Arguments.of("tinyint(1)", "0", 0L),
        Arguments.of("tinyint(1)", "False", 0L),
        Arguments.of("tinyint(1)", "2", 2L),
        Arguments.of("bit(1)", "True", 1L),
        Arguments.of("bit(8)", "255", 255L),
        Arguments.of("decimal(10,2)", "-1.50", new BigDecimal("-1.50")),
        Arguments.of("decimal(10,2)", "1e3", new BigDecimal("1e3")),
        Arguments.of("double", "1.5e300", 1.5e300),
        Arguments.of("date", "2024-02-29", "2024-02-29"),
        Arguments.of("date", "2020-05-00", "2020-05-00"),
        Arguments.of("date", "0000-00-00", "0000-00-00"),
        Arguments.of("datetime", "2020-00-00T10:30", "2020-00-00 10:30:00"),
        Arguments.of("datetime", "0000-00-00 00:00:00", "0000-00-00 00:00:00"),
        Arguments.of("datetime", "2024-02-29T10:30", LocalDateTime.of(2024, 2, 29, 10, 30)),
        Arguments.of("datetime", "2024-02-29", LocalDateTime.of(2024, 2, 29, 0, 0)),
        Arguments.of(
            "datetime(6)",
            "2024-02-29 23:30:00.123456789-01:00",
            LocalDateTime.of(2024, 3, 1, 0, 30, 0, 123456000)),
        Arguments.of("time", "838:59:59", "838:59:59"),
        Arguments.of("time(3)", "-1:30", "-01:30:00"),
        Arguments.of("time(3)", "01:30:00.500", "01:30:00.5"),
        Arguments.of("time", "-00:00:00", "00:00:00"),
        Arguments.of("enum('a','it''s, B')", "IT'S, b", "it's, B"),
        Arguments.of("enum('a','A')", "A", "A"),
        Arguments.of("enum('','a')", "", ""),
        Arguments.of("set('a','b')", "B,a,b", "a,b"),
        Arguments.of("set('a','b')", "", ""),
        Arguments.of("blob", "-_8", new byte[] {(byte) 0xfb, (byte) 0xff}),
        Arguments.of(
            "uuid", "123E4567-E89B-12D3-A456-426614174000", "123e4567-e89b-12d3-a456-426614174000"),
        Arguments.of("inet4", "10.0.0.1", "10.0.0.1"),
        Arguments.of("inet6", "::FFFF:10.0.0.1", "::ffff:10.0.0.1"),
        Arguments.of("inet6", "0:0:0:0:0:ffff:a00:1", "::ffff:10.0.0.1"),
        Arguments.of("inet6", "2001:DB8::1", "2001:db8:0:0:0:0:0:1"),
        Arguments.of("text", "'; DROP TABLE t; --", "'; DROP TABLE t; --"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tinyint(4)          | 128
          int(11) unsigned    | -1
          int(11)             | 1.0
          int(11)             | 1e0
          int(11)             | 0x10
          int(11)             | -
          int(11)             | ١
          int(11)             | true
          bigint(20) unsigned | 18446744073709551616
          year(4)             | 2156
          tinyint(1)          | 128
          bit(1)              | 2
          year(4)             | 24
          year(4)             | 1900
          bit(8)              | 256
          bit(8)              | -1
          decimal(10,2)       | NaN
          decimal(10,2)       | .5
          decimal(10,2)       | 1.
          decimal(10,2)       | 1e999
          decimal(10,2)       | 1e-999
          decimal(10,2)       | 1e9999999999
          double              | Infinity
          double              | 1e400
          double              | 1d
          double              | 0x1p3
          date                | 2023-02-29
          date                | 2024-2-1
          date                | 2024-01-01T00:00:00
          date                | 2020-13-00
          date                | 2020-00-32
          datetime            | 2020-05-00T25:00:00
          datetime            | 2024-01-01T24:00:00
          datetime            | 2024-01-01T10:30:60
          datetime            | 2024-01-01T10
          datetime            | yesterday
          datetime            | 9999-12-31T23:59:59-01:00
          datetime            | 0000-01-01T00:00:00+01:00
          time                | 839:00:00
          time                | 10:60
          enum('a','b')       | 1
          enum('a','b')       | c
          set('a','b')        | a,c
          set('a','b')        | a,
          uuid                | 123e4567
          inet4               | 10.0.0.256
          inet4               | localhost
          inet4               | 1.2.3
          inet6               | 10.0.0.1
          inet6               | fe80::1%lo
          inet6               | example.org
          blob                | a b
          point               | 1
          """)
  void of_aTextOfAnotherType_isRefused(String declared, String text) {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> ColumnValue.stored(column(declared), text, 3))
        .returns(ErrorCode.INVALID_VALUE, ForebayException::code)
        .satisfies(
            e ->
                assertThat(e.detail())
                    .isEqualTo("Given was \"%s\" in row 3; the column is %s", text, declared));
  }

  @ParameterizedTest
  @ValueSource(strings = {"varchar(9)", "json", "enum('a')"})
  void of_halfASurrogatePair_isRefused(String declared) {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> ColumnValue.of(column(declared), "a\ud800b"));
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> ColumnValue.of(column(declared), "a\udc00"));
  }

  private static Column column(String declared) {
    return Column.of("c", declared);
  }
}
