package dev.forebay.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.MariaDbOnly;
import dev.forebay.mysql.MySqlOnly;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.TestServer;
import dev.forebay.mysql.schema.Table.ForeignKey;
import dev.forebay.mysql.schema.Table.UniqueKey;
import dev.forebay.mysql.schema.WriteRules.DerivedKey;
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
    assertThat(table("checked").rules().checked()).isTrue();
    assertThat(table("documents").rules().checked()).isFalse();
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
  void keys_overBeginningsOfColumns_areDerived() {
    DB.run(
        "CREATE TABLE pages (url VARCHAR(99), a INT, PRIMARY KEY (url(5)), UNIQUE two (a, url(9)),"
            + " UNIQUE whole (a, url))");
    Table pages = table("pages");
    assertThat(pages.primaryKey()).isEmpty();
    assertThat(pages.uniqueKeys()).containsExactly(new UniqueKey("whole", List.of("a", "url")));
    assertThat(pages.rules().derivedKeys())
        .containsExactlyInAnyOrder(
            new DerivedKey("PRIMARY", List.of(), List.of("url(5)")),
            new DerivedKey("two", List.of("a"), List.of("a", "url(9)")));
  }

  @Test
  @MySqlOnly
  void keys_overExpressions_areDerived() {
    DB.run(
        "CREATE TABLE functional (id INT PRIMARY KEY, v VARCHAR(9), doc JSON,"
            + " UNIQUE lowered ((LOWER(v))), UNIQUE mixed (id, (CONCAT(v, 'it''s'))),"
            + " UNIQUE plain (v), UNIQUE many ((CAST(doc->'$[*]' AS UNSIGNED ARRAY))))");
    Table functional = table("functional");
    assertThat(functional.uniqueKeys()).containsExactly(new UniqueKey("plain", List.of("v")));
    assertThat(functional.rules().derivedKeys())
        .contains(
            new DerivedKey("lowered", List.of(), List.of("lower(`v`)")),
            new DerivedKey("mixed", List.of("id"), List.of("id", "concat(`v`,_utf8mb4'it\\'s')")))
        .extracting(DerivedKey::name)
        .containsExactlyInAnyOrder("lowered", "mixed", "many");
  }

  @Test
  void engines_withoutTransactions_areTold() {
    DB.run("CREATE TABLE plain (id INT)", "CREATE TABLE isam (id INT) ENGINE = MyISAM");
    DB.run("CREATE TABLE memory (id INT) ENGINE = MEMORY");
    assertThat(table("plain").rules().transactional()).isTrue();
    assertThat(table("isam").rules().transactional()).isFalse();
    assertThat(table("memory").rules().transactional()).isFalse();
    assertThat(table("customer_names").rules().transactional()).isTrue();
  }

  @Test
  void triggers_thatSetColumns_areTold() {
    DB.run(
        "CREATE TABLE fired (Id CHAR(36) PRIMARY KEY, v INT, `a b` INT, w INT)",
        "CREATE TRIGGER i BEFORE INSERT ON fired FOR EACH ROW BEGIN IF NEW.id IS NULL THEN"
            + " SET NEW.v = 1, new . /* = */ `id` = UUID(); END IF; END",
        "CREATE TRIGGER u BEFORE UPDATE ON fired FOR EACH ROW SET NEW.`a b` = NEW.w",
        "CREATE TRIGGER d AFTER INSERT ON fired FOR EACH ROW SET @w = NEW.w");
    WriteRules rules = table("fired").rules();
    assertThat(rules.setOnInsert()).containsExactlyInAnyOrder("Id", "v");
    assertThat(rules.setOnUpdate()).containsExactly("a b");
  }

  @Test
  @MySqlOnly
  void keyDefaults_thatNeedNoRow_areKnown() {
    DB.run(
        "CREATE TABLE made_keys (id CHAR(36) DEFAULT (UUID()), p VARCHAR(9) DEFAULT ('it''s'),"
            + " of_id VARCHAR(40) DEFAULT (CONCAT(id, 'x')), n CHAR(36) DEFAULT (UUID()),"
            + " PRIMARY KEY (id, p, of_id))");
    assertThat(table("made_keys").rules().keyDefaults())
        .isEqualTo(Map.of("id", "uuid()", "p", "_utf8mb4'it\\'s'"));
  }

  @Test
  @MariaDbOnly
  void keys_ofSystemVersionedTables_areThoseOfCurrentRows() {
    DB.run(
        "CREATE TABLE versioned (id INT PRIMARY KEY, u INT UNIQUE, since TIMESTAMP(6) GENERATED"
            + " ALWAYS AS ROW START, until TIMESTAMP(6) GENERATED ALWAYS AS ROW END,"
            + " PERIOD FOR SYSTEM_TIME (since, until)) WITH SYSTEM VERSIONING");
    Table versioned = table("versioned");
    assertThat(versioned.primaryKey()).containsExactly("id");
    assertThat(versioned.uniqueKeys()).containsExactly(new UniqueKey("u", List.of("u")));
    assertThat(versioned.column("until").orElseThrow().generated()).isTrue();
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
