package dev.forebay.storage.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.migration.OwnTables;
import dev.forebay.storage.StorageServer;
import dev.forebay.storage.files.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a CSV file comes to a table, against a real database. */
@EveryServer
class BulkLoadTest {
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE heroes (name VARCHAR(20) NOT NULL PRIMARY KEY, hero VARCHAR(20))");

  private final Map<String, byte[]> versions = new HashMap<>();
  private final AtomicLong read = new AtomicLong();
  private final BulkLoad load = new BulkLoad(new Versions(), new Table(), InstantSource.system());

  @BeforeAll
  static void makeTables() {
    OwnTables.migrate(DB.database(), List.of(StorageServer.TABLES));
  }

  @BeforeEach
  void clear() {
    DB.run("DELETE FROM heroes", "DELETE FROM forebay_loads");
  }

  @AfterAll
  static void drop() {
    DB.close();
  }

  @Test
  void file_loaded_hasAllItsRowsInTheTable() {
    assertThat(load("name,hero\nBruce,Batman\r\n\"Kent, Clark\",\"Super\n\"\"man\"\"\"\n"))
        .isEqualTo(new LoadOutcome.Loaded(2));
    assertThat(rows()).containsExactly("Bruce|Batman", "Kent, Clark|Super\n\"man\"");
    assertThat(read).hasValue(54);
  }

  @Test
  void emptyField_isNull_andQuotedEmptyIsText() {
    load("\uFEFFname,hero\nA,\nB,\"\"\n\n");
    assertThat(rows()).containsExactly("A|null", "B|");
  }

  @Test
  void version_loadedTwice_isInTheTableOnce() {
    load("name\nA\n");
    assertThat(load.run("b", "k", "v", "heroes", read::set))
        .isEqualTo(new LoadOutcome.AlreadyLoaded());
    assertThat(rows()).hasSize(1);
  }

  @Test
  void version_replacedMeanwhile_isPassedOver() {
    assertThat(load.run("b", "k", "other", "heroes", read::set))
        .isEqualTo(new LoadOutcome.Superseded());
  }

  @Test
  void rowThatTheTableRefuses_leavesNothing_andCanBeLoadedOnceCorrected() {
    assertRejected("name\nA\nB\nA\n", "In the lines up to 4");
    assertThat(rows()).isEmpty();
    assertThat(load("name\nA\nB\n")).isEqualTo(new LoadOutcome.Loaded(2));
  }

  @Test
  void bytesThatAreNotUtf8_areRefusedWithTheirLine() {
    versions.put("v", new byte[] {'n', 'a', 'm', 'e', '\n', 'A', '\n', (byte) 0xc3, '(', '\n'});
    assertThatThrownBy(() -> load.run("b", "k", "v", "heroes", read::set))
        .isInstanceOf(ForebayException.class)
        .hasMessage("Line 3 is not UTF-8.");
    assertThat(rows()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                 | The file is empty
          name,name;A,B      | Line 1, the header: the column name is there twice.
          name,,x;A          | Line 1, the header: a column has no name.
          name,hero;A        | Line 2 has 1 fields, but the header names 2 columns.
          name;A;B,C         | Line 3 has 2 fields, but the header names 1 columns.
          nix;A              | no column nix
          name;A;"B          | After line 2
          """)
  void fileWithAMistake_isRefused_sayingWhereAndWhat(String file, String message) {
    assertRejected(file.replace(';', '\n'), message);
    assertThat(rows()).isEmpty();
  }

  private void assertRejected(String file, String message) {
    assertThatThrownBy(() -> load(file))
        .isInstanceOfSatisfying(
            ForebayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOAD_REJECTED))
        .hasMessageContaining(message);
  }

  private LoadOutcome load(String file) {
    versions.put("v", file.getBytes(StandardCharsets.UTF_8));
    return load.run("b", "k", "v", "heroes", read::set);
  }

  private static List<String> rows() {
    return DB.database()
        .read(
            session ->
                session.query(
                    "SELECT name, hero FROM heroes ORDER BY name",
                    List.of(),
                    row -> row.string(1) + "|" + row.string(2)));
  }

  /** An object store of versions in memory. */
  private final class Versions implements ObjectStore {
    @Override
    public InputStream open(String bucket, String key) {
      return open(bucket, key, "v");
    }

    @Override
    public InputStream open(String bucket, String key, String version) {
      byte[] bytes = versions.get(version);
      if (bytes == null) {
        throw new ForebayException(ErrorCode.NO_SUCH_OBJECT, "gone");
      }
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public void put(String bucket, String key, byte[] bytes, String contentType) {
      versions.put("v", bytes);
    }
  }

  /** Inserts row by row, in one transaction. */
  private static final class Table implements RowSink {
    @Override
    public long load(
        String table,
        List<String> columns,
        Iterator<List<@Nullable String>> rows,
        Consumer<Session> inTransaction) {
      if (columns.contains("nix")) {
        throw new ForebayException(ErrorCode.UNKNOWN_COLUMN, "There is no column nix");
      }
      String values = "?" + ", ?".repeat(columns.size() - 1);
      String sql =
          "INSERT INTO heroes (%s) VALUES (%s)".formatted(String.join(", ", columns), values);
      return DB.database()
          .transaction(
              tx -> {
                inTransaction.accept(tx);
                List<List<@Nullable String>> all = new ArrayList<>();
                rows.forEachRemaining(all::add);
                all.forEach(row -> tx.update(sql, row));
                return (long) all.size();
              });
    }
  }
}
