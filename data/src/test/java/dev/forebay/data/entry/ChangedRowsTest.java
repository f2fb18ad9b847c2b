package dev.forebay.data.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.data.execute.Tables;
import dev.forebay.data.plan.Where;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Server;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.MariaDbOnly;
import dev.forebay.mysql.MySqlOnly;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.TestServer;
import dev.forebay.mysql.binlog.BinlogEvent;
import dev.forebay.mysql.binlog.BinlogEvent.RowsChanged;
import dev.forebay.mysql.binlog.BinlogReader;
import dev.forebay.mysql.binlog.BinlogScope;
import dev.forebay.mysql.binlog.BinlogSupport;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.mysql.schema.Table;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EveryServer
class ChangedRowsTest {
  private final TestDatabase db = TestDatabase.create();
  private final SchemaSource schema = SchemaSource.open(db.database());
  private final Renderer renderer = new Renderer(TestServer.either(Server.MARIADB, Server.MYSQL));
  private final TableCache cached = new TableCache(true, Duration.ofHours(1), List.of("l"), false);
  private final ChangedRows changed = changedRows(cached);

  @AfterEach
  void drop() {
    schema.close();
    db.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "BIGINT UNSIGNED | 18446744073709551615",
        "INT(6) ZEROFILL | 7",
        "TINYINT(1) | 1",
        "YEAR | 2024",
        "DECIMAL(10,3) | 12.500",
        "DATE | '2024-02-29'",
        "DATETIME(3) | '2024-03-31 02:30:00.120'",
        "TIMESTAMP | '2024-03-31 01:30:00'",
        "ENUM('a','it''s') | 'it''s'",
        "BINARY(4) | 'ab'",
        "VARBINARY(200) | REPEAT('ab', 80)",
        "VARCHAR(50) COLLATE utf8mb4_unicode_520_ci | 'Ärger, und so '",
        "VARCHAR(50) COLLATE utf8mb4_bin | '😀'",
        "CHAR(10) COLLATE utf8mb4_general_ci | 'ab '",
        "VARCHAR(300) COLLATE utf8mb4_unicode_ci | REPEAT('lang', 70)",
      })
  void row_inTheBinlog_isNamedLikeTheOneInTheTable(String type, String value) throws Exception {
    db.run("CREATE TABLE t (other JSON, k %s, l %s, PRIMARY KEY (k))".formatted(type, type));
    schema.refresh();

    RowsChanged told = write("INSERT INTO t VALUES ('{}', %s, %s)".formatted(value, value));

    StoredRow stored = stored(told.table());
    Set<EntryName> names = new HashSet<>(stored.lookups());
    names.add(stored.name());
    assertThat(names).hasSize(2);
    assertThat(changed.entries(told.table(), told.rows())).isEqualTo(names);
    assertThat(changed.lockHint(told.table(), told.rows().getFirst())).isEqualTo(stored.lockHint());
  }

  @ParameterizedTest
  @MariaDbOnly
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "UUID | '4d23d5a0-e4ec-11f1-9096-02fc00000001'",
        "UUID | '0190a0a0-e4ec-7111-9096-02fc00000001'",
        "VARCHAR(50) COLLATE utf8mb4_uca1400_nopad_ai_ci | 'a '",
      })
  void row_ofMariaDbsTypes_isNamedLikeTheOneInTheTable(String type, String value) throws Exception {
    row_inTheBinlog_isNamedLikeTheOneInTheTable(type, value);
  }

  @ParameterizedTest
  @MySqlOnly
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "VARCHAR(50) COLLATE utf8mb4_0900_ai_ci | 'a '",
        "VARCHAR(50) COLLATE utf8mb4_0900_as_cs | 'Ä '",
        "VARCHAR(50) COLLATE utf8mb4_0900_bin | 'a '",
        "CHAR(10) COLLATE utf8mb4_0900_ai_ci | 'a '",
        "VARCHAR(300) COLLATE utf8mb4_ja_0900_as_cs | REPEAT('東京', 70)",
      })
  void row_underMySqlsCollations_isNamedLikeTheOneInTheTable(String type, String value)
      throws Exception {
    row_inTheBinlog_isNamedLikeTheOneInTheTable(type, value);
  }

  @Test
  void update_ofKeyAndLookup_namesOldAndNew() throws Exception {
    db.run("CREATE TABLE t (k INT PRIMARY KEY, l INT)", "INSERT INTO t VALUES (1, NULL)");
    schema.refresh();

    RowsChanged told = write("UPDATE t SET k = 2, l = 3");

    assertThat(changed.entries(told.table(), told.rows()))
        .containsExactlyInAnyOrder(
            EntryName.row("t", "1"), EntryName.row("t", "2"), EntryName.lookup("t", "l", "3"));
  }

  @Test
  void change_ofATableWhoseListsAreKept_namesThem() throws Exception {
    db.run("CREATE TABLE t (k INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
    schema.refresh();
    TableCache lists = new TableCache(true, Duration.ofHours(1), List.of(), true);
    ChangedRows keeping = changedRows(lists);

    RowsChanged told = write("DELETE FROM t");

    assertThat(keeping.entries(told.table(), told.rows()))
        .containsExactlyInAnyOrder(EntryName.row("t", "1"), EntryName.lists("t"));
  }

  @Test
  void insert_ofManyTexts_namesEach() throws Exception {
    db.run("CREATE TABLE t (k VARCHAR(20) COLLATE utf8mb4_general_ci PRIMARY KEY, l INT)");
    schema.refresh();

    RowsChanged told =
        write("INSERT INTO t SELECT CONCAT('Key', seq), 1 FROM " + TestServer.sequence(300));

    assertThat(changed.entries(told.table(), told.rows())).hasSize(told.rows().size() + 1);
  }

  @Test
  void columns_ofATableThatIsNotCached_areNone() {
    db.run("CREATE TABLE t (k INT, l INT)", "CREATE TABLE u (k INT PRIMARY KEY, l INT)");
    schema.refresh();

    assertThat(changed.columns(table("t"))).isEmpty();
    assertThat(changed.columns(table("u"))).containsExactlyInAnyOrder("k", "l");
  }

  private RowsChanged write(String statement) throws InterruptedException {
    try (BinlogReader reader =
        BinlogReader.open(db.settings(), new Scope(), BinlogSupport.position(db.database()))) {
      db.run(statement);
      while (true) {
        for (BinlogEvent event : reader.next(Duration.ofSeconds(1))) {
          if (event instanceof RowsChanged rows) {
            return rows;
          }
        }
      }
    }
  }

  private StoredRow stored(Table table) {
    TableModel model = new TableModel(table, cached, true);
    LockedRows rows = new LockedRows(renderer, 10);
    return db.database().transaction(s -> rows.where(s, model, Where.EVERYTHING)).getFirst();
  }

  private ChangedRows changedRows(TableCache cache) {
    return Tables.open(db.database(), schema::current, _ -> cache).changedRows();
  }

  private Table table(String name) {
    return schema.current().table(name).orElseThrow();
  }

  private final class Scope implements BinlogScope {
    @Override
    public String database() {
      return db.database().name();
    }

    @Override
    public Optional<Table> table(String name) {
      return schema.current().table(name);
    }

    @Override
    public Set<String> columns(Table table) {
      return changed.columns(table);
    }

    @Override
    public boolean cascades(RowsChanged change) {
      return changed.cascade(change.table(), change.kind(), change.rows());
    }

    @Override
    public void settle() {
      schema.refresh();
    }
  }
}
