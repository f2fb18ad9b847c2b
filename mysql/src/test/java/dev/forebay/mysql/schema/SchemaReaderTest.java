package dev.forebay.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.MariaDbOnly;
import dev.forebay.mysql.MySqlOnly;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.TestServer;
import dev.forebay.mysql.schema.Table.ForeignKey;
import dev.forebay.mysql.schema.Table.UniqueKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EveryServer
class SchemaReaderTest {
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE customers (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,"
              + " email VARCHAR(50) COLLATE utf8mb4_bin NOT NULL UNIQUE, nick VARCHAR(9),"
              + " created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,"
              + " shout VARCHAR(9) AS (UPPER(nick)) STORED, whisper VARCHAR(9) AS (LOWER(nick)))",
          "CREATE TABLE items (b INT, a INT, customer INT UNSIGNED NOT NULL, x INT, y INT,"
              + " PRIMARY KEY (b, a), UNIQUE one (y, x), KEY not_unique (x),"
              + " CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES customers (id)"
              + " ON DELETE CASCADE ON UPDATE RESTRICT,"
              + " CONSTRAINT of_line FOREIGN KEY (x, y) REFERENCES items (b, a))",
          "CREATE TABLE `odd name` (`a b` INT, `select` INT)",
          "CREATE TABLE checked (n INT CHECK (n > 3))",
          "CREATE TABLE documents (doc JSON)",
          "CREATE VIEW customer_names AS SELECT id, nick FROM customers",
          "CREATE TABLE forebay_jobs (id INT)",
          "CREATE TABLE flyway_schema_history (id INT)");

  @AfterAll
  static void drop() {
    DB.close();
  }

  @Test
  void table_withACheck_isChecked() {
    assertThat(table("checked").checked()).isTrue();
    assertThat(table("documents").checked()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "TINYINT | Int | tinyint(4) | tinyint",
        "BOOLEAN | Bool | tinyint(1) |",
        "TINYINT(1) UNSIGNED | Int | tinyint(1) unsigned | tinyint unsigned",
        "SMALLINT UNSIGNED | Int | smallint(5) unsigned | smallint unsigned",
        "MEDIUMINT | Int | mediumint(9) | mediumint",
        "BIGINT UNSIGNED | Int | bigint(20) unsigned | bigint unsigned",
        "YEAR | Year | year(4) | year",
        "DECIMAL(10,2) | Decimal | decimal(10,2) |",
        "FLOAT | Real | float |",
        "DOUBLE | Real | double |",
        "CHAR(3) | Text | char(3) |",
        "VARCHAR(9) | Text | varchar(9) |",
        "LONGTEXT | Text | longtext |",
        "MEDIUMTEXT | Text | mediumtext |",
        "ENUM('a','b') | Enumeration | enum('a','b') |",
        "SET('a','b') | SetOf | set('a','b') |",
        "JSON | Json | longtext | json",
        "DATE | Date | date |",
        "DATETIME(3) | DateTime | datetime(3) |",
        "TIMESTAMP | DateTime | timestamp |",
        "TIME | Time | time |",
        "BIT(8) | Bit | bit(8) |",
        "BINARY(16) | Binary | binary(16) |",
        "VARBINARY(9) | Binary | varbinary(9) |",
        "LONGBLOB | Binary | longblob |",
        "POINT | Geometry | point |",
        "GEOMETRYCOLLECTION | Geometry | geometrycollection | geomcollection",
      })
  void column_ofType_isMapped(
      String type, String mapped, String declared, @Nullable String declaredByMySql) {
    assertThat(columnOf(type).type().getClass().getSimpleName()).isEqualTo(mapped);
    assertThat(columnOf(type).declaredType())
        .isEqualTo(
            TestServer.either(declared, Objects.requireNonNullElse(declaredByMySql, declared)));
  }

  @ParameterizedTest
  @MariaDbOnly
  @CsvSource({"UUID, Uuid, uuid", "INET4, Inet, inet4", "INET6, Inet, inet6"})
  void column_ofTypeOfMariaDb_isMapped(String type, String mapped, String declared) {
    column_ofType_isMapped(type, mapped, declared, null);
  }

  @ParameterizedTest
  @MySqlOnly
  @CsvSource({"VECTOR(3), Vector, vector(3)", "POINT SRID 4326, Geometry, point srid 4326"})
  void column_ofTypeOfMySql_isMapped(String type, String mapped, String declared) {
    column_ofType_isMapped(type, mapped, declared, null);
  }

  @Test
  void column_attributes_areRead() {
    ColumnType nick = ColumnType.of("varchar(9)", collation());
    assertThat(table("customers").columns())
        .containsExactly(
            new Column(
                "id",
                new ColumnType.Int(32, true),
                TestServer.either("int(10) unsigned", "int unsigned"),
                false,
                true,
                false,
                true),
            new Column(
                "email",
                ColumnType.of("varchar(50)", "utf8mb4_bin"),
                "varchar(50)",
                false,
                false,
                false,
                false),
            new Column("nick", nick, "varchar(9)", true, false, false, true),
            new Column(
                "created_at",
                new ColumnType.DateTime(0, true),
                "timestamp",
                false,
                false,
                false,
                true),
            new Column("shout", nick, "varchar(9)", true, false, true, true),
            new Column("whisper", nick, "varchar(9)", true, false, true, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "null",
      value = {
        "VARCHAR(9) DEFAULT 'it''s' | it's",
        "VARCHAR(9) DEFAULT 'a\\\\b' | a\\b",
        "VARCHAR(9) DEFAULT '' | \"\"",
        "INT DEFAULT -7 | -7",
        "DECIMAL(5,2) DEFAULT 1.5 | 1.50",
        "VARCHAR(9) DEFAULT NULL | null",
        "VARCHAR(9) | null",
        "DATETIME DEFAULT CURRENT_TIMESTAMP | null",
        "INT DEFAULT (1 + 1) | null",
      })
  void default_thatIsConstant_isRead(String definition, String text) {
    DB.run("DROP TABLE IF EXISTS defaulted", "CREATE TABLE defaulted (v " + definition + ")");
    assertThat(table("defaulted").column("v").orElseThrow().defaultText()).isEqualTo(text);
  }

  @Test
  void default_ofMySql_isReadUnlessItIsAnExpression() {
    assertThat(Defaults.ofMySql("it's", "")).isEqualTo("it's");
    assertThat(Defaults.ofMySql("CURRENT_TIMESTAMP", "DEFAULT_GENERATED")).isNull();
    assertThat(Defaults.ofMySql(null, "")).isNull();
  }

  @Test
  void comments_areRead() {
    DB.run("CREATE TABLE commented (v INT COMMENT 'a ''v''') COMMENT 'all of it'");
    assertThat(table("commented").comment()).isEqualTo("all of it");
    assertThat(table("commented").column("v").orElseThrow().comment()).isEqualTo("a 'v'");
    assertThat(table("customer_names").comment()).isEmpty();
  }

  @Test
  void keys_composite_keepTheirOrder() {
    Table items = table("items");
    assertThat(items.primaryKey()).containsExactly("b", "a");
    assertThat(items.uniqueKeys())
        .extracting(UniqueKey::columns)
        .containsExactly(List.of("y", "x"));
    assertThat(table("customers").uniqueKeys())
        .containsExactly(new UniqueKey("email", List.of("email")));
  }

  @Test
  void foreignKeys_compositeAndToItself_areRead() {
    String none = TestServer.either("RESTRICT", "NO ACTION");
    assertThat(table("items").foreignKeys())
        .containsExactlyInAnyOrder(
            new ForeignKey(
                "of_customer",
                List.of("customer"),
                "customers",
                List.of("id"),
                "CASCADE",
                "RESTRICT"),
            new ForeignKey("of_line", List.of("x", "y"), "items", List.of("b", "a"), none, none));
  }

  @Test
  void view_hasColumnsAndNoKeys() {
    Table view = table("customer_names");
    assertThat(view.view()).isTrue();
    assertThat(view.columns()).extracting(Column::name).containsExactly("id", "nick");
    assertThat(view.primaryKey()).isEmpty();
  }

  @Test
  void view_ofDroppedTable_keepsOthersReadable() {
    DB.run(
        "CREATE TABLE short_lived (id INT)", "CREATE VIEW dangling AS SELECT * FROM short_lived");
    DB.run("DROP TABLE short_lived");
    assertThat(read()).containsKeys("customers", "items");
    DB.run("DROP VIEW dangling");
  }

  @Test
  void tables_ofForebay_areHidden() {
    assertThat(read().keySet())
        .contains("customers", "items", "odd name", "customer_names")
        .doesNotContain("forebay_jobs", "flyway_schema_history");
  }

  @Test
  @MariaDbOnly
  void sequences_areHidden() {
    DB.run("CREATE SEQUENCE numbers");
    assertThat(read()).doesNotContainKey("numbers");
  }

  @Test
  void columns_computedOrMadeUp_mayBeLeftOut() {
    DB.run(
        "CREATE TABLE made (id BINARY(16) PRIMARY KEY DEFAULT (UNHEX(REPLACE(UUID(), '-', ''))),"
            + " a INT NOT NULL, b INT NOT NULL DEFAULT (1 + 1), hidden INT INVISIBLE,"
            + " s INT NOT NULL DEFAULT 0, at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)"
            + " ON UPDATE CURRENT_TIMESTAMP(3), sum INT AS (a + b), late INT, CHECK (a > 0))");
    List<Column> columns = table("made").columns();
    assertThat(columns)
        .extracting(Column::name)
        .containsExactly("id", "a", "b", "hidden", "s", "at", "sum", "late");
    assertThat(columns)
        .filteredOn(column -> !column.hasDefault())
        .extracting(Column::name)
        .containsExactly("a");
    assertThat(columns)
        .filteredOn(Column::generated)
        .extracting(Column::name)
        .containsExactly("sum");
  }

  @Test
  @MySqlOnly
  void keys_overExpressions_areNone() {
    DB.run(
        "CREATE TABLE functional (id INT PRIMARY KEY, v VARCHAR(9), UNIQUE lowered ((LOWER(v))),"
            + " UNIQUE mixed (id, (UPPER(v))), UNIQUE plain (v))");
    assertThat(table("functional").uniqueKeys())
        .containsExactly(new UniqueKey("plain", List.of("v")));
  }

  private static Column columnOf(String type) {
    DB.run("DROP TABLE IF EXISTS typed", "CREATE TABLE typed (v " + type + ")");
    return table("typed").column("v").orElseThrow();
  }

  private static Map<String, Table> read() {
    return DB.database().read(session -> new SchemaReader(session).tables());
  }

  private static Table table(String name) {
    return Objects.requireNonNull(read().get(name));
  }

  private static String collation() {
    return DB.database()
        .read(
            session ->
                session.queryOne(
                    "SELECT @@collation_database", List.of(), row -> "" + row.string(1)))
        .orElseThrow();
  }
}
