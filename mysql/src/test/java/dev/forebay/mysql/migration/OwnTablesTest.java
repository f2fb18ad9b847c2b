package dev.forebay.mysql.migration;

import static dev.forebay.mysql.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.MariaDbOnly;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.tailer.Tailer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Versions of Forebay's own tables: what one build makes, and what the next one makes of it. */
@EveryServer
class OwnTablesTest {
  private static final List<TableScripts> FIRST = build("V101__notes.sql");
  private static final List<TableScripts> SECOND = build("V101__notes.sql", "V102__authors.sql");
  private static final List<TableScripts> WRONG = build("V101__notes.sql", "V103__wrong.sql");

  private static List<TableScripts> build(String... scripts) {
    return List.of(Tailer.TABLES, TableScripts.of(OwnTablesTest.class, scripts));
  }

  private static final String MAY_WRITE = "Select_priv, Insert_priv, Update_priv, Delete_priv";

  private final TestDatabase db = TestDatabase.create();
  private final String limited = "u" + db.database().name().substring(5, 25);

  @AfterEach
  void drop() {
    db.run("DROP USER IF EXISTS %s@'127.0.0.1'".formatted(limited));
    db.close();
  }

  @Test
  void migrate_emptyDatabase_makesTheTables() {
    OwnTables.migrate(db.database(), SECOND);
    assertThat(tables())
        .containsExactly(
            "forebay_cascades", "forebay_notes", "forebay_schema_history", "forebay_tailer");
    assertThat(ran())
        .containsExactly(
            "V1__tailer.sql", "V2__cascades.sql", "V101__notes.sql", "V102__authors.sql");
  }

  @Test
  void migrate_tablesOfTheApplicationAreThere_leavesThemAndTheirHistory() {
    db.run("CREATE TABLE customers (id INT PRIMARY KEY)", "INSERT INTO customers VALUES (1)");
    OwnTables.migrate(db.database(), FIRST);
    assertThat(count("customers")).isEqualTo(1);
    assertThat(tables()).contains("forebay_notes").doesNotContain(Migrations.HISTORY);
  }

  @Test
  void migrate_tablesOfBeforeVersions_takesThemOver() {
    makeTablesOfBeforeVersions();
    OwnTables.migrate(db.database(), SECOND);
    assertThat(texts("SELECT CONCAT(text, ' by ', author) FROM forebay_notes"))
        .containsExactly("of before by nobody");
  }

  @RepeatedTest(3)
  void migrate_nodesAtOnceOnEmptyDatabase_runEachScriptOnce() throws Exception {
    migrateAtOnce(SECOND, SECOND, SECOND);
    assertThat(ran()).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void migrate_nodesAtOnceOnTablesOfBeforeVersions_runEachScriptOnce() throws Exception {
    makeTablesOfBeforeVersions();
    migrateAtOnce(SECOND, SECOND);
    assertThat(ran()).hasSize(4).doesNotHaveDuplicates();
    assertThat(count("forebay_notes")).isEqualTo(1);
  }

  @Test
  void migrate_olderAndNewerNodeAtOnce_haveTheNewerTables() throws Exception {
    migrateAtOnce(FIRST, SECOND, FIRST, SECOND);
    assertThat(ran()).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void newerNode_startsBesideAnOlder_thatWorksOn() {
    String write = "INSERT INTO forebay_notes (text) VALUES ('of the older')";
    OwnTables.migrate(db.database(), FIRST);
    db.run(write);
    try (Database newer = Database.open(db.settings())) {
      OwnTables.migrate(newer, SECOND);
    }
    db.run(write);
    assertThat(texts("SELECT CONCAT(text, ' by ', author) FROM forebay_notes"))
        .containsExactly("of the older by nobody", "of the older by nobody");
  }

  @Test
  void migrate_newerScriptsHaveRun_leavesThem() {
    OwnTables.migrate(db.database(), SECOND);
    OwnTables.migrate(db.database(), FIRST);
    assertThat(ran()).hasSize(4).contains("V102__authors.sql");
  }

  @Test
  void migrate_newerScriptHasFailed_leavesIt() {
    failure(() -> OwnTables.migrate(db.database(), WRONG));
    OwnTables.migrate(db.database(), FIRST);
    OwnTables.migrate(db.database(), SECOND);
    assertThat(ran()).contains("V102__authors.sql").doesNotContain("V103__wrong.sql");
  }

  @Test
  void migrate_scriptOfLowerNumberComesLate_runsIt() {
    OwnTables.migrate(
        db.database(), List.of(TableScripts.of(OwnTablesTest.class, "V101__notes.sql")));
    OwnTables.migrate(db.database(), FIRST);
    assertThat(tables()).contains("forebay_tailer", "forebay_cascades");
  }

  @Test
  void migrate_scriptFails_saysWhichAndRunsItAgainNextTime() {
    ForebayException error = failure(() -> OwnTables.migrate(db.database(), WRONG));
    assertThat(error.code()).isEqualTo(ErrorCode.MIGRATION_FAILED);
    assertThat(error).hasMessage("The migration V103__wrong.sql failed");
    assertThat(error.detail()).startsWith("Line 2: ").doesNotContain("others");
    assertThat(error.hint()).contains("start again");
    db.run("CREATE TABLE forebay_others (id INT)");
    OwnTables.migrate(db.database(), WRONG);
    assertThat(ran()).contains("V103__wrong.sql");
  }

  @Test
  void migrate_nodesAtOnceWhoseScriptFails_eachSaysWhich() {
    assertThatThrownBy(() -> migrateAtOnce(WRONG, WRONG))
        .hasMessageContaining("The migration V103__wrong.sql");
  }

  @Test
  void migrate_nodeDiedBeforeItNotedItsScript_notesIt() {
    OwnTables.migrate(db.database(), FIRST);
    db.run(SECOND.getLast().text("V102__authors.sql"));
    OwnTables.migrate(db.database(), SECOND);
    assertThat(ran()).contains("V102__authors.sql");
    assertThat(count(OwnTables.HISTORY + " WHERE success = 0")).isZero();
  }

  /** Flyway tries for ten seconds. */
  @Test
  @MariaDbOnly
  void migrate_accountMayNotCreate_namesRightAndTable() {
    try (Database limited = openAs(MAY_WRITE)) {
      ForebayException error = failure(() -> OwnTables.migrate(limited, FIRST));
      assertThat(error.code()).isEqualTo(ErrorCode.MIGRATION_FAILED);
      assertThat(error).hasMessage("Forebay's own tables cannot be made or changed");
      assertThat(error.detail())
          .isEqualTo("The database account lacks CREATE on forebay_schema_history");
      assertThat(error.hint()).contains("Grant");
    }
  }

  @Test
  void migrate_accountMayNotAlter_namesRightAndTable() {
    try (Database limited = openAs(MAY_WRITE + ", Create_priv")) {
      ForebayException error = failure(() -> OwnTables.migrate(limited, SECOND));
      assertThat(error).hasMessage("The migration V102__authors.sql failed");
      assertThat(error.detail())
          .isEqualTo("Line 1: The database account lacks ALTER on forebay_notes");
    }
  }

  @Test
  void migrate_everythingHasRun_isTwoQueries() {
    OwnTables.migrate(db.database(), SECOND);
    try (Database single = Database.open(db.settings().withPoolSize(1))) {
      long before = queries(single);
      OwnTables.migrate(single, SECOND);
      assertThat(queries(single) - before - 1).isEqualTo(2);
    }
  }

  private static long queries(Database database) {
    return database.read(
        session ->
            session
                .queryOne(
                    "SHOW SESSION STATUS LIKE 'Questions'",
                    List.of(),
                    row -> Long.parseLong(Objects.requireNonNull(row.string(2))))
                .orElseThrow());
  }

  @Test
  void migrate_everythingHasRun_needsNoRightToCreate() {
    OwnTables.migrate(db.database(), SECOND);
    try (Database limited = openAs(MAY_WRITE)) {
      OwnTables.migrate(limited, SECOND);
    }
  }

  /** The embedded server's account may not grant. */
  private Database openAs(String rights) {
    db.run(
        "CREATE USER %s@'127.0.0.1' IDENTIFIED BY 'secret'".formatted(limited),
        "INSERT INTO mysql.db (Host, Db, User, %s) VALUES ('127.0.0.1', '%s', '%s', %s)"
            .formatted(
                rights, db.database().name(), limited, rights.replaceAll("[A-Z]\\w+", "'Y'")),
        "FLUSH PRIVILEGES");
    return Database.open(DatabaseSettings.of(db.settings().url(), limited, "secret"));
  }

  /** As the builds made them that had no versions. */
  private void makeTablesOfBeforeVersions() {
    for (TableScripts scripts : FIRST) {
      scripts.names().stream().map(scripts::text).forEach(db::run);
    }
    db.run("INSERT INTO forebay_notes (text) VALUES ('of before')");
  }

  /** Each on a pool of its own, as nodes are. */
  @SafeVarargs
  private void migrateAtOnce(List<TableScripts>... builds) throws Exception {
    CountDownLatch ready = new CountDownLatch(builds.length);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> nodes = new ArrayList<>();
      for (List<TableScripts> build : builds) {
        nodes.add(threads.submit(() -> startNode(build, ready)));
      }
      for (Future<?> node : nodes) {
        node.get(60, TimeUnit.SECONDS);
      }
    }
  }

  private void startNode(List<TableScripts> build, CountDownLatch ready) {
    try (Database database = Database.open(db.settings())) {
      ready.countDown();
      ready.await();
      OwnTables.migrate(database, build);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> ran() {
    return texts(
        "SELECT script FROM %s WHERE type <> 'BASELINE' AND success ORDER BY installed_rank"
            .formatted(OwnTables.HISTORY));
  }

  private List<String> tables() {
    return texts(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
            + " ORDER BY table_name");
  }

  private List<String> texts(String query) {
    return db.database()
        .read(
            session ->
                session.query(query, List.of(), row -> Objects.requireNonNull(row.string(1))));
  }

  private long count(String table) {
    return db.database()
        .read(
            session ->
                session.queryOne(
                    "SELECT COUNT(*) FROM " + table, List.of(), row -> row.longValue(1)))
        .orElseThrow();
  }
}
