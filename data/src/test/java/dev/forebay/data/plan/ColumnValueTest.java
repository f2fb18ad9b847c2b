package dev.forebay.data.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnValueTest {
  @ParameterizedTest
  @MethodSource
  void of_aTextOfTheColumnsType_isItsValue(
      ColumnType type, String declared, String text, Object value) {
    assertThat(ColumnValue.of(column(type, declared), text, 0)).isEqualTo(value);
  }

  static Stream<Arguments> of_aTextOfTheColumnsType_isItsValue() {
    return Stream.of(
        Arguments.of(ColumnType.INTEGER, "tinyint(4)", "-128", -128L),
        Arguments.of(ColumnType.INTEGER, "tinyint(3) unsigned", "255", 255L),
        Arguments.of(ColumnType.INTEGER, "mediumint(9)", "8388607", 8388607L),
        Arguments.of(ColumnType.INTEGER, "int", "007", 7L),
        Arguments.of(ColumnType.INTEGER, "bigint(20)", "-9223372036854775808", Long.MIN_VALUE),
        Arguments.of(
            ColumnType.INTEGER,
            "bigint(20) unsigned",
            "18446744073709551615",
            new BigInteger("18446744073709551615")),
        Arguments.of(ColumnType.INTEGER, "year(4)", "2155", 2155L),
        Arguments.of(ColumnType.BOOLEAN, "tinyint(1)", "true", true),
        Arguments.of(ColumnType.BOOLEAN, "tinyint(1)", "0", false),
        Arguments.of(ColumnType.BIT, "bit(8)", "255", 255L),
        Arguments.of(ColumnType.DECIMAL, "decimal(10,2)", "-1.50", new BigDecimal("-1.50")),
        Arguments.of(ColumnType.DECIMAL, "decimal(10,2)", "1e3", new BigDecimal("1e3")),
        Arguments.of(ColumnType.FLOAT, "double", "1.5e300", 1.5e300),
        Arguments.of(ColumnType.DATE, "date", "2024-02-29", LocalDate.of(2024, 2, 29)),
        Arguments.of(
            ColumnType.DATETIME,
            "datetime",
            "2024-02-29T10:30",
            LocalDateTime.of(2024, 2, 29, 10, 30)),
        Arguments.of(
            ColumnType.DATETIME, "datetime", "2024-02-29", LocalDateTime.of(2024, 2, 29, 0, 0)),
        Arguments.of(
            ColumnType.DATETIME,
            "datetime(6)",
            "2024-02-29 23:30:00.123456789-01:00",
            LocalDateTime.of(2024, 3, 1, 0, 30, 0, 123456000)),
        Arguments.of(ColumnType.TIME, "time", "838:59:59", "838:59:59"),
        Arguments.of(ColumnType.ENUM, "enum('a','it''s, B')", "IT'S, b", "it's, B"),
        Arguments.of(ColumnType.SET, "set('a','b')", "B,a", "b,a"),
        Arguments.of(ColumnType.SET, "set('a','b')", "", ""),
        Arguments.of(ColumnType.BINARY, "blob", "-_8", new byte[] {(byte) 0xfb, (byte) 0xff}),
        Arguments.of(
            ColumnType.UUID,
            "uuid",
            "123E4567-E89B-12D3-A456-426614174000",
            "123e4567-e89b-12d3-a456-426614174000"),
        Arguments.of(ColumnType.INET, "inet4", "10.0.0.1", "10.0.0.1"),
        Arguments.of(ColumnType.TEXT, "text", "'; DROP TABLE t; --", "'; DROP TABLE t; --"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INTEGER  | tinyint(4)          | 128
          INTEGER  | int(11) unsigned    | -1
          INTEGER  | int(11)             | 1.0
          INTEGER  | int(11)             | 1e0
          INTEGER  | int(11)             | 0x10
          INTEGER  | int(11)             | -
          INTEGER  | int(11)             | ١
          INTEGER  | int(11)             | true
          INTEGER  | bigint(20) unsigned | 18446744073709551616
          INTEGER  | year(4)             | 2156
          BOOLEAN  | tinyint(1)          | 2
          BIT      | bit(8)              | 256
          BIT      | bit(8)              | -1
          DECIMAL  | decimal(10,2)       | NaN
          DECIMAL  | decimal(10,2)       | .5
          DECIMAL  | decimal(10,2)       | 1.
          DECIMAL  | decimal(10,2)       | 1e999
          DECIMAL  | decimal(10,2)       | 1e-999
          DECIMAL  | decimal(10,2)       | 1e9999999999
          FLOAT    | double              | Infinity
          FLOAT    | double              | 1e400
          FLOAT    | double              | 1d
          FLOAT    | double              | 0x1p3
          DATE     | date                | 2023-02-29
          DATE     | date                | 2024-2-1
          DATE     | date                | 2024-01-01T00:00:00
          DATE     | date                | 0000-00-00
          DATETIME | datetime            | 2024-01-01T24:00:00
          DATETIME | datetime            | 2024-01-01T10:30:60
          DATETIME | datetime            | 2024-01-01T10
          DATETIME | datetime            | yesterday
          TIME     | time                | 839:00:00
          TIME     | time                | 10:60
          ENUM     | enum('a','b')       | 1
          ENUM     | enum('a','b')       | c
          SET      | set('a','b')        | a,c
          SET      | set('a','b')        | a,
          UUID     | uuid                | 123e4567
          INET     | inet4               | 10.0.0.256
          INET     | inet4               | localhost
          INET     | inet6               | example.org
          BINARY   | blob                | a b
          GEOMETRY | point               | 1
          """)
  void of_aTextOfAnotherType_isRefused(ColumnType type, String declared, String text) {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> ColumnValue.of(column(type, declared), text, 3))
        .returns(ErrorCode.INVALID_VALUE, ForebayException::code)
        .satisfies(
            e ->
                assertThat(e.detail())
                    .isEqualTo("Given was \"%s\" in row 3; the column is %s", text, declared));
  }

  @ParameterizedTest
  @CsvSource({"TEXT,varchar(9)", "JSON,json", "ENUM,enum('a')"})
  void of_halfASurrogatePair_isRefused(ColumnType type, String declared) {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> ColumnValue.of(column(type, declared), "a\ud800b", 0));
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> ColumnValue.of(column(type, declared), "a\udc00", 0));
  }

  static Column column(ColumnType type, String declared) {
    return new Column("c", type, declared, null, true, false, false, true);
  }
}
