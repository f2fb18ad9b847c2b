package dev.forebay.mysql;

import static dev.forebay.mysql.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forebay.base.ErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
class JdbcSessionTest {
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE keyed (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(100) UNIQUE)",
          "CREATE TABLE plain (v VARCHAR(100))");

  @AfterAll
  static void drop() {
    DB.close();
  }

  @BeforeEach
  void empty() {
    DB.run("TRUNCATE keyed", "TRUNCATE plain");
  }

  static Stream<Arguments> values() {
    return Stream.concat(valuesOfAll(), TestServer.either(valuesOfMariaDb(), Stream.of()));
  }

  private static Stream<Arguments> valuesOfMariaDb() {
    String uuid = "4d23d5a0-e4ec-11f1-9096-02fc00000001";
    return Stream.of(Arguments.of("UUID", uuid, uuid), Arguments.of("INET6", "::1", "::1"));
  }

  private static Stream<Arguments> valuesOfAll() {
    return Stream.of(
        Arguments.of("VARCHAR(20)", "é😀'\\\"\0\n", "é😀'\\\"\0\n"),
        Arguments.of("BIGINT", Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of("INT", 7, "7"),
        Arguments.of(
            "DECIMAL(30,10)",
            new BigDecimal("12345678901234567890.10"),
            "12345678901234567890.1000000000"),
        Arguments.of(
            "BIGINT UNSIGNED", new BigInteger("18446744073709551615"), "18446744073709551615"),
        Arguments.of("DOUBLE", 0.1, "0.1"),
        Arguments.of("BOOLEAN", true, "1"),
        Arguments.of("YEAR", 2024, "2024"),
        Arguments.of("DATE", LocalDate.of(2024, 2, 29), "2024-02-29"),
        Arguments.of("DATETIME", LocalDateTime.of(2024, 3, 31, 2, 30), "2024-03-31 02:30:00"),
        Arguments.of("TIMESTAMP", Instant.parse("2024-03-31T01:30:00Z"), "2024-03-31 01:30:00"),
        Arguments.of(
            "DATETIME(6)",
            Instant.parse("2024-01-15T10:30:00.123456Z"),
            "2024-01-15 10:30:00.123456"),
        Arguments.of("DATETIME(2)", "2024-01-15 10:30:00.5", "2024-01-15 10:30:00.50"),
        Arguments.of("TIME", "-123:04:05", "-123:04:05"),
        Arguments.of("TIME(2)", "-00:00:05.5", "-00:00:05.50"),
        Arguments.of("FLOAT", 0.5, "0.5"),
        Arguments.of("ENUM('a','b')", "b", "b"),
        Arguments.of("SET('a','b')", "a,b", "a,b"),
        Arguments.of("JSON", "{\"a\": \"é😀\"}", "{\"a\": \"é😀\"}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void value_bound_isReadBackAsTextAndBytes(String type, Object value, String text) {
    String table = "t_" + UUID.randomUUID().toString().replace("-", "");
    DB.run("CREATE TABLE " + table + " (v " + type + ")");
    update("INSERT INTO " + table + " VALUES (?)", value);
    update("INSERT INTO " + table + " VALUES (?)", (Object) null);
    String sql = "SELECT v FROM " + table;
    assertThat(query(sql, List.of(), row -> "" + row.string(1))).containsExactly(text, "null");
    assertThat(query(sql, List.of(), row -> text(row.bytes(1)))).containsExactly(text, "null");
  }

  @Test
  void value_boundInAnotherTimeZone_isStillUtc() {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    try {
      Instant instant = Instant.parse("2024-03-10T02:30:00Z");
      String sql = "SELECT CONCAT(CAST(? AS DATETIME)), CAST(? AS DATETIME)";
      assertThat(query(sql, List.of(instant, instant), r -> r.string(1) + r.string(2)))
          .containsExactly("2024-03-10 02:30:002024-03-10 02:30:00");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000-00-00 00:00:00", "2024-02-00 00:00:00"})
  void value_impossibleDate_isReadAsItStands(String date) {
    try (Database lenient = Database.open(DB.settings())) {
      List<String> read =
          lenient.read(
              session -> {
                session.update("SET sql_mode = ''", List.of());
                return session.query(
                    "SELECT CAST(? AS DATETIME)", List.of(date), row -> "" + row.string(1));
              });
      assertThat(read).containsExactly(date);
    }
  }

  @Test
  void bytes_ofBlob_areAsTheyWere() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    assertThat(query("SELECT ?", List.of(all), row -> Arrays.equals(row.bytes(1), all)))
        .containsExactly(true);
  }

  @Test
  void value_ofUnknownType_isABug() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> update("INSERT INTO plain VALUES (?)", new Object()))
        .withMessageContaining("java.lang.Object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' OR '1'='1",
        "\\' OR 1=1 -- ",
        "x'; DROP TABLE plain; -- ",
        "\"; SELECT SLEEP(10); #",
        "\u00bf' OR 1=1 -- ",
        "?",
        ":name",
        "${v}",
        "/*! OR 1=1 */"
      })
  void value_withSqlInIt_isOnlyAValue(String sql) {
    update("INSERT INTO plain VALUES (?)", sql);
    update("INSERT INTO plain VALUES (?)", "other");
    assertThat(query("SELECT v FROM plain WHERE v = ?", List.of(sql), r -> "" + r.string(1)))
        .containsExactly(sql);
  }

  @Test
  void sql_ofTwoStatements_isRefused() {
    assertThat(failure(() -> update("INSERT INTO plain VALUES (?); DROP TABLE plain", "x")).code())
        .isEqualTo(ErrorCode.STATEMENT_REFUSED);
  }

  @Test
  void parameters_tooFew_areRefused() {
    assertThat(failure(() -> query("SELECT ?, ?", List.of(1), row -> 1)).code())
        .isEqualTo(ErrorCode.STATEMENT_REFUSED);
  }

  @Test
  void queryOne_noRow_isEmpty() {
    assertThat(queryOne("SELECT v FROM plain", List.of(), row -> "row")).isEmpty();
  }

  @Test
  void row_columns_haveLabels() {
    assertThat(
            queryOne(
                "SELECT 1 AS a, 2 AS `b c`",
                List.of(),
                row -> row.columnCount() + row.label(1) + row.label(2)))
        .contains("2ab c");
  }

  @Test
  void row_longValueOfNull_isZero() {
    assertThat(queryOne("SELECT NULL", List.of(), row -> row.longValue(1))).contains(0L);
  }

  @Test
  void insert_severalRows_givesTheirKeysInOrder() {
    assertThat(insert("INSERT INTO keyed (v) VALUES (?), (?), (?)", "a", "b", "c"))
        .containsExactly(1L, 2L, 3L);
    assertThat(insert("INSERT INTO keyed (v) VALUES (?)", "d")).containsExactly(4L);
  }

  @Test
  void insert_tableWithoutAutoIncrement_givesNoKeys() {
    assertThat(insert("INSERT INTO plain (v) VALUES (?), (?)", "a", "b")).isEmpty();
  }

  @Test
  void update_sameValue_countsMatchedRows() {
    update("INSERT INTO plain VALUES (?)", "a");
    assertThat(update("UPDATE plain SET v = ?", "a")).isEqualTo(1);
    assertThat(update("UPDATE plain SET v = ? WHERE v = 'z'", "a")).isZero();
  }

  @Test
  void query_columnAddedSincePrepared_showsIt() {
    try (Database single = Database.open(DB.settings())) {
      update("INSERT INTO keyed (v) VALUES (?)", "a");
      assertThat(columns(single)).containsExactly(2);
      DB.run("ALTER TABLE keyed ADD COLUMN later INT DEFAULT 5");
      assertThat(columns(single)).containsExactly(3);
      DB.run("ALTER TABLE keyed DROP COLUMN later");
    }
  }

  private static List<Integer> columns(Database database) {
    return database.read(s -> s.query("SELECT * FROM keyed", List.of(), Session.Row::columnCount));
  }

  private static <T> List<T> query(
      String sql, List<? extends @Nullable Object> values, Session.RowReader<T> reader) {
    return DB.database().read(session -> session.query(sql, values, reader));
  }

  private static <T> Optional<T> queryOne(
      String sql, List<? extends @Nullable Object> values, Session.RowReader<T> reader) {
    return DB.database().read(session -> session.queryOne(sql, values, reader));
  }

  private static long update(String sql, @Nullable Object... values) {
    return DB.database().read(session -> session.update(sql, Arrays.asList(values)));
  }

  private static List<Long> insert(String sql, Object... values) {
    return DB.database().read(session -> session.insert(sql, List.of(values)));
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }
}
