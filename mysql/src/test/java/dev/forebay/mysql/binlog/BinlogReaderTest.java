package dev.forebay.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.MariaDbOnly;
import dev.forebay.mysql.MySqlOnly;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.TestServer;
import dev.forebay.mysql.binlog.BinlogEvent.RowsChanged;
import dev.forebay.mysql.schema.SchemaSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
class BinlogReaderTest {
  private static final Duration WAIT = Duration.ofSeconds(20);

  private final TestDatabase db =
      TestDatabase.create("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))");
  private final SchemaSource schema = SchemaSource.open(db.database());
  private final TestScope scope = new TestScope(db.database(), schema);
  private Told told;

  @BeforeEach
  void begin() {
    told = read(BinlogSupport.position(db.database()));
  }

  @AfterEach
  void drop() {
    told.close();
    schema.close();
    db.close();
  }

  @Test
  void rows_written_areToldAsTheyWereAndAre() throws Exception {
    db.run(
        "INSERT INTO t VALUES (1, 'a'), (2, NULL)",
        "UPDATE t SET v = 'c' WHERE id = 1",
        "UPDATE t SET id = id + 10 ORDER BY id",
        "REPLACE INTO t VALUES (11, 'd')",
        "DELETE FROM t");

    assertThat(told.lines(5))
        .containsExactly(
            "INSERT t(1,a)(2,null)",
            "UPDATE t(1,a)(1,c)",
            "UPDATE t(1,c)(11,c)(2,null)(12,null)",
            "UPDATE t(11,c)(11,d)",
            "DELETE t(11,d)(12,null)");
  }

  @Test
  void rows_nameTheirTransactionAsItsCommitDoes() throws Exception {
    assumeFalse(TestServer.isMySql(), "MySQL tells no name");
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      String insert = "INSERT INTO t VALUES (%d, 'a')".formatted(i);
      db.database()
          .transaction(
              session -> {
                session.nameCommit(names::add);
                return session.update(insert, List.of());
              });
    }

    told.lines(2);
    assertThat(told.transactions()).isEqualTo(names).doesNotHaveDuplicates();
  }

  @Test
  void rows_rolledBack_areNotTold() throws Exception {
    db.database()
        .read(
            session -> {
              session.update("START TRANSACTION", List.of());
              session.update("INSERT INTO t VALUES (1, 'a')", List.of());
              session.update("ROLLBACK", List.of());
              return session.update("INSERT INTO t VALUES (2, 'b')", List.of());
            });

    assertThat(told.lines(1)).containsExactly("INSERT t(2,b)");
  }

  /** Its rows cannot be read, and it is not passed over. */
  @Test
  @MySqlOnly
  void rows_ofACompressedTransaction_mayHaveChangedAnything() throws Exception {
    db.database()
        .read(
            session -> {
              session.update("SET SESSION binlog_transaction_compression = ON", List.of());
              session.update("INSERT INTO t VALUES (1, 'a')", List.of());
              return session.update("SET SESSION binlog_transaction_compression = OFF", List.of());
            });
    db.run("INSERT INTO t VALUES (2, 'b')");

    assertThat(told.lines(2)).containsExactly("an event of the unknown type 40", "INSERT t(2,b)");
  }

  @Test
  @MariaDbOnly
  void events_compressed_areReadAsTheyWere() throws Exception {
    db.run("CREATE TABLE wide (id INT PRIMARY KEY, a INT, v VARCHAR(300))");
    db.run("SET GLOBAL log_bin_compress = ON", "SET GLOBAL log_bin_compress_min_len = 10");
    try {
      db.run(
          "INSERT INTO t VALUES (1, 'aaaaaaaaaaaaaaaaaaaa'), (2, NULL)",
          "UPDATE t SET v = 'b' WHERE id = 1",
          "INSERT INTO wide VALUES (3, NULL, REPEAT('w', 300))",
          "DELETE FROM t",
          "TRUNCATE t");
    } finally {
      db.run("SET GLOBAL log_bin_compress = OFF", "SET GLOBAL log_bin_compress_min_len = 256");
    }

    assertThat(told.lines(5))
        .containsExactly(
            "INSERT t(1,aaaaaaaaaaaaaaaaaaaa)(2,null)",
            "UPDATE t(1,aaaaaaaaaaaaaaaaaaaa)(1,b)",
            "INSERT wide(3,null,%s)".formatted("w".repeat(300)),
            "DELETE t(1,b)(2,null)",
            "TRUNCATE of t");
  }

  @Test
  void rows_ofAnotherDatabase_areNotTold() throws Exception {
    try (TestDatabase other = TestDatabase.create("CREATE TABLE t (id INT PRIMARY KEY)")) {
      other.run("INSERT INTO t VALUES (1)", "TRUNCATE t");
      db.run("INSERT INTO t VALUES (2, 'b')");

      assertThat(told.lines(1)).containsExactly("INSERT t(2,b)");
    }
  }

  static Stream<Arguments> values() {
    return Stream.concat(valuesOfAll(), TestServer.either(valuesOfMariaDb(), Stream.of()));
  }

  private static Stream<Arguments> valuesOfAll() {
    return Stream.of(
        Arguments.of("INT UNSIGNED", "4294967295", "4294967295"),
        Arguments.of("INT", "-1", "-1"),
        Arguments.of("MEDIUMINT", "-8388608", "-8388608"),
        Arguments.of("SMALLINT(5) ZEROFILL", "7", "7"),
        Arguments.of("TINYINT(1)", "1", "1"),
        Arguments.of("BIGINT UNSIGNED", "18446744073709551615", "18446744073709551615"),
        Arguments.of("BIGINT", "-9223372036854775808", "-9223372036854775808"),
        Arguments.of("YEAR", "2024", "2024"),
        Arguments.of("YEAR", "0", "0000"),
        Arguments.of("DECIMAL(20,5)", "-12.5", "-12.50000"),
        Arguments.of("DATE", "'2024-02-29'", "2024-02-29"),
        Arguments.of("DATETIME", "'2024-03-31 02:30:00'", "2024-03-31 02:30:00"),
        Arguments.of("DATETIME(3)", "'1000-01-01 23:59:59.120'", "1000-01-01 23:59:59.120"),
        Arguments.of("TIMESTAMP(6)", "'2024-03-31 01:30:00.000001'", "2024-03-31 01:30:00.000001"),
        Arguments.of("TIMESTAMP", "'2038-01-19 03:14:07'", "2038-01-19 03:14:07"),
        Arguments.of("ENUM('a','b''c,d')", "'b''c,d'", "b'c,d"),
        Arguments.of("CHAR(5)", "'ä '", "ä"),
        Arguments.of("VARCHAR(300)", "'ä '", "ä "),
        Arguments.of("TEXT", "'😀'", "😀"),
        Arguments.of("BINARY(3)", "'a'", "a\0\0"),
        Arguments.of("VARBINARY(300)", "'a'", "a"),
        Arguments.of("BLOB", "'a'", "a"));
  }

  private static Stream<Arguments> valuesOfMariaDb() {
    return Stream.of(
            "4d23d5a0-e4ec-11f1-9096-02fc00000001",
            "0190a0a0-e4ec-7111-9096-02fc00000001",
            "00000000-0000-0000-0000-000000000001")
        .map(uuid -> Arguments.of("UUID", "'" + uuid + "'", uuid));
  }

  @ParameterizedTest
  @MethodSource("values")
  void value_ofEachType_isToldAsTheServerWritesIt(String type, String sql, String text)
      throws Exception {
    db.run(
        "CREATE TABLE typed (n BIT(9), f FLOAT, tm TIME(2), s SET('x','y'), j JSON, g POINT,"
            + " v %s)".formatted(type),
        "INSERT INTO typed VALUES (257, 0.5, '-01:02:03.5', 'x,y', '{}', POINT(1, 2), %s)"
            .formatted(sql));

    assertThat(told.lines(1))
        .containsExactly(
            "INSERT typed(\u0001\u0001,0.5,-01:02:03.50,x,y,null,null,%s)".formatted(text));
  }

  @Test
  void definition_changed_isToldAndUsedFromThenOn() throws Exception {
    db.run(
        "ALTER TABLE t ADD COLUMN w INT AS (id + 1) VIRTUAL FIRST",
        "INSERT INTO t (id, v) VALUES (1, 'a')",
        "ALTER TABLE t DROP COLUMN w, ADD COLUMN x INT FIRST",
        "RENAME TABLE t TO u",
        "DROP TABLE u");

    assertThat(told.linesUntil("DROP of u"))
        .filteredOn(line -> line.contains(" of ") && !line.startsWith("rows"))
        .containsExactly("ALTER of t", "ALTER of t", "RENAME of t", "DROP of u");
    assertThat(scope.settled).hasValueGreaterThanOrEqualTo(4);
  }

  @Test
  void rows_writtenAfterADefinitionIsSettled_areReadByIt() throws Exception {
    db.run("ALTER TABLE t MODIFY id INT AFTER v");
    assertThat(told.lines(1)).containsExactly("ALTER of t");

    db.run("INSERT INTO t VALUES ('a', 1)");

    assertThat(told.lines(1)).containsExactly("INSERT t(a,1)");
  }

  @Test
  void tables_truncated_areTold() throws Exception {
    db.run("TRUNCATE t", "TRUNCATE TABLE t");

    assertThat(told.lines(2)).containsExactly("TRUNCATE of t", "TRUNCATE of t");
  }

  @Test
  @MariaDbOnly
  void table_replaced_isTold() throws Exception {
    db.run("CREATE OR REPLACE TABLE t (id INT PRIMARY KEY)");

    assertThat(told.lines(1)).containsExactly("CREATE of t");
  }

  @Test
  void table_createdFromAQuery_endsWithItsRows() throws Exception {
    db.run("INSERT INTO t VALUES (1, 'a')", "CREATE TABLE u (PRIMARY KEY (id)) SELECT * FROM t");

    assertThat(told.lines(2)).containsExactly("INSERT t(1,a)", "INSERT u(1,a)");
  }

  @Test
  void table_ofForebay_changesNothing() throws Exception {
    db.run(
        "CREATE TABLE forebay_x (id INT PRIMARY KEY)",
        "INSERT INTO forebay_x VALUES (1)",
        "TRUNCATE forebay_x",
        "INSERT INTO t VALUES (1, 'a')");

    assertThat(told.lines(1)).containsExactly("INSERT t(1,a)");
  }

  @Test
  @MariaDbOnly
  void rows_ofAVersionedTable_areTold() throws Exception {
    db.run(
        "CREATE TABLE s (id INT PRIMARY KEY) WITH SYSTEM VERSIONING",
        "INSERT INTO s VALUES (5)",
        "DELETE FROM s");

    assertThat(told.lines(2)).containsExactly("INSERT s(5)", "UPDATE s(5)(5)");
  }

  @Test
  @MariaDbOnly
  void rows_ofAVersionedTableWithNamedPeriods_areToldByTheirKeys() throws Exception {
    db.run(
        "CREATE TABLE p (id INT PRIMARY KEY, v INT, since TIMESTAMP(6) GENERATED ALWAYS AS ROW"
            + " START, until TIMESTAMP(6) GENERATED ALWAYS AS ROW END,"
            + " PERIOD FOR SYSTEM_TIME (since, until)) WITH SYSTEM VERSIONING",
        "INSERT INTO p (id, v) VALUES (5, 1)",
        "UPDATE p SET v = 2",
        "DELETE FROM p");

    assertThat(told.lines(4))
        .allSatisfy(line -> assertThat(line).matches("(INSERT|UPDATE) p\\(5,[12],.*"));
  }

  @Test
  void rows_withoutAllColumns_areAChangeOfTheTable() throws Exception {
    db.run("INSERT INTO t VALUES (1, 'a')");
    inSession("SET binlog_row_image = 'MINIMAL'", "UPDATE t SET v = 'b'");

    assertThat(told.lines(2)).containsExactly("INSERT t(1,a)", "rows of t that are not whole");
  }

  @Test
  void statement_inTheLogAsText_isAChange() throws Exception {
    inSession("SET binlog_format = 'STATEMENT'", "INSERT INTO t VALUES (1, 'a')");

    assertThat(told.lines(1)).containsExactly("INSERT as a statement");
  }

  @Test
  void xa_committed_isAChangeOnlyThen() throws Exception {
    inSession(
        "XA START 'x'",
        "INSERT INTO t VALUES (1, 'a')",
        "XA END 'x'",
        "XA PREPARE 'x'",
        "XA COMMIT 'x'");
    db.run("INSERT INTO t VALUES (2, 'b')");

    assertThat(told.lines(2)).containsExactly("XA as a statement", "INSERT t(2,b)");
  }

  @Test
  void reader_fromAPosition_isToldWhatCameAfter() throws Exception {
    db.run("INSERT INTO t VALUES (1, 'a')");
    told.lines(1);
    BinlogPosition position = told.positionBehind("gtid:");
    told.close();
    db.run("INSERT INTO t VALUES (2, 'b')");

    told = read(position);

    assertThat(told.lines(1)).containsExactly("INSERT t(2,b)");
  }

  @Test
  void reader_byFile_countsAlong() throws Exception {
    told.close();
    told = read(filePosition());
    db.run("INSERT INTO t VALUES (1, 'a')", "FLUSH BINARY LOGS");
    assertThat(told.lines(1)).containsExactly("INSERT t(1,a)");
    db.run("INSERT INTO t VALUES (2, 'b')");
    assertThat(told.lines(1)).containsExactly("INSERT t(2,b)");
    BinlogPosition position = told.positionBehind("file:");
    told.close();
    db.run("INSERT INTO t VALUES (3, 'c')");

    told = read(position);

    assertThat(told.lines(1)).containsExactly("INSERT t(3,c)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ahead", "file:binlog.999999:4"})
  void reader_fromAnUnknownPosition_saysThatItIsLost(String text) {
    String position = text.equals("ahead") ? ahead() : text;
    try (Told lost = read(BinlogPosition.parse(position))) {
      assertThatThrownBy(() -> lost.lines(1)).isInstanceOf(PositionLostException.class);
    }
  }

  @Test
  void transaction_of100000Rows_isToldInSmallParts() throws Exception {
    try (BinlogReader reader =
        BinlogReader.open(db.settings(), scope, BinlogSupport.position(db.database()))) {
      db.run("INSERT INTO t SELECT seq, 'v' FROM " + TestServer.sequence(100_000));

      Set<String> keys = new HashSet<>();
      long start = System.nanoTime();
      while (keys.size() < 100_000 && System.nanoTime() - start < WAIT.toNanos()) {
        for (BinlogEvent event : reader.next(Duration.ofMillis(100))) {
          if (event instanceof RowsChanged changed) {
            assertThat(changed.rows()).hasSizeLessThan(2_000);
            changed.rows().forEach(row -> keys.add(row.string(1)));
          }
        }
      }
      assertThat(keys).hasSize(100_000);
    }
  }

  private Told read(BinlogPosition position) {
    return new Told(db.settings(), scope, position);
  }

  private void inSession(String... statements) {
    try (var single = dev.forebay.mysql.Database.open(db.settings().withPoolSize(1))) {
      single.read(
          session -> {
            for (String statement : statements) {
              session.update(statement, List.of());
            }
            return true;
          });
    }
  }

  /** What a server has not got to, whose log was cut. */
  private String ahead() {
    return "gtid:"
        + db.database()
            .read(
                session ->
                    session.queryOne(
                        TestServer.either("SELECT '0-1-99'", "SELECT @@server_uuid"),
                        List.of(),
                        row -> row.string(1) + TestServer.either("9999999", ":1-999999999")))
            .orElseThrow();
  }

  private BinlogPosition filePosition() {
    return db.database()
        .read(
            session ->
                session.<BinlogPosition>queryOne(
                    TestServer.either("SHOW MASTER STATUS", "SHOW BINARY LOG STATUS"),
                    List.of(),
                    row ->
                        new BinlogPosition.InFile(
                            Objects.requireNonNull(row.string(1)), row.longValue(2))))
        .orElseThrow();
  }
}
