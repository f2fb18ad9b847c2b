package dev.forebay.mysql.migration;

import static dev.forebay.mysql.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EveryServer
class MigrationsTest {
  private final TestDatabase db = TestDatabase.create();

  @TempDir Path folder;

  @AfterEach
  void drop() {
    db.close();
  }

  @Test
  void run_noFolder_doesNothing() {
    assertThat(Migrations.run(db.database(), folder.resolve("missing"))).isZero();
    assertThat(count("information_schema.tables WHERE table_schema = DATABASE()")).isZero();
  }

  @Test
  void run_emptyFolder_doesNothing() {
    assertThat(Migrations.run(db.database(), folder)).isZero();
  }

  @Test
  void run_twice_runsEachOnceInOrder() throws IOException {
    write("V2__fill.sql", "INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2);\n");
    write("V1__create.sql", "CREATE TABLE t (id INT PRIMARY KEY);\n");
    write("later/V10__more.sql", "\uFEFF-- é ${no_placeholder}\r\nINSERT INTO t VALUES (10);");
    assertThat(Migrations.run(db.database(), folder)).isEqualTo(3);
    assertThat(isUpToDate()).isTrue();
    assertThat(Migrations.run(db.database(), folder)).isZero();
    assertThat(count("t")).isEqualTo(3);
    write("V11__more.sql", "INSERT INTO t VALUES (11)");
    assertThat(Migrations.run(db.database(), folder)).isEqualTo(1);
    assertThat(count("t")).isEqualTo(4);
  }

  @Test
  void run_repeatableChanged_runsAgain() throws IOException {
    write("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS a");
    assertThat(Migrations.run(db.database(), folder)).isEqualTo(1);
    write("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS a UNION SELECT 2");
    assertThat(Migrations.run(db.database(), folder)).isEqualTo(1);
    assertThat(isUpToDate()).isTrue();
    assertThat(count("v")).isEqualTo(2);
  }

  @Test
  void run_tablesAreThereAlready_startsWithFirst() throws IOException {
    db.run("CREATE TABLE forebay_jobs (id INT)");
    write("V1__create.sql", "CREATE TABLE t (id INT PRIMARY KEY);\n");
    assertThat(Migrations.run(db.database(), folder)).isEqualTo(1);
    assertThat(isUpToDate()).isTrue();
  }

  @Test
  void run_fails_namesFileAndLineAndKeepsServersWordsBack() throws IOException {
    write("V1__good.sql", "CREATE TABLE t (id INT PRIMARY KEY);\n");
    write(
        "V2__bad.sql", "-- two\nINSERT INTO t VALUES (1);\n\nINSERT INTO\n  hidden VALUES (1);\n");
    ForebayException error = failure(this::run);
    assertThat(error.code()).isEqualTo(ErrorCode.MIGRATION_FAILED);
    assertThat(error).hasMessage("The migration V2__bad.sql failed");
    assertThat(error.detail()).startsWith("Line 4: ").doesNotContain("hidden");
    assertThat(error.hint()).contains("change the file");
    assertThat(count("t")).isZero();
  }

  @Test
  void run_failedBefore_isRunAgainOnlyOnceChanged() throws IOException {
    write("V1__bad.sql", "CREATE TABLE t (id INT);\nCREATE TABLE u (id NO_TYPE);\n");
    failure(this::run);
    ForebayException error = failure(this::run);
    assertThat(error.code()).isEqualTo(ErrorCode.MIGRATION_FAILED);
    assertThat(error).hasMessage("The migration V1__bad.sql failed before, and is unchanged since");
    write("V1__bad.sql", "CREATE TABLE IF NOT EXISTS t (id INT);\nCREATE TABLE u (id INT);\n");
    assertThat(run()).isEqualTo(1);
    assertThat(isUpToDate()).isTrue();
  }

  @Test
  void run_changedSince_isRefused() throws IOException {
    write("V1__create.sql", "CREATE TABLE t (id INT);\n");
    run();
    write("V1__create.sql", "CREATE TABLE t (id BIGINT);\n");
    ForebayException error = failure(this::run);
    assertThat(error.code()).isEqualTo(ErrorCode.MIGRATION_FAILED);
    assertThat(error).hasMessage("The migration V1__create.sql has been changed since it ran");
    assertThat(error.hint()).contains("new migration");
  }

  @Test
  void run_fileGone_isRefused() throws IOException {
    write("V1__create.sql", "CREATE TABLE t (id INT);\n");
    run();
    Files.delete(folder.resolve("V1__create.sql"));
    write("V2__more.sql", "CREATE TABLE u (id INT);\n");
    assertThat(failure(this::run))
        .hasMessage("The migration V1__create.sql has run, but its file is gone");
  }

  @Test
  void run_misnamedFile_isRefusedAndNamed() throws IOException {
    write("V1_create.sql", "CREATE TABLE t (id INT);\n");
    ForebayException error = failure(this::run);
    assertThat(error.code()).isEqualTo(ErrorCode.MIGRATION_FAILED);
    assertThat(error.detail()).contains("V1_create.sql");
  }

  @Test
  void run_longerThanStatementTimeout_isNotKilled() throws IOException {
    write("V1__slow.sql", "CREATE TABLE t AS SELECT SLEEP(0.3) AS a;\n");
    DatabaseSettings settings = db.settings();
    DatabaseSettings hasty =
        new DatabaseSettings(
            settings.url(),
            settings.user(),
            settings.password(),
            1,
            settings.connectionTimeout(),
            java.time.Duration.ofMillis(100));
    try (Database database = Database.open(hasty)) {
      assertThat(Migrations.run(database, folder)).isEqualTo(1);
    }
  }

  @Test
  void run_twoNodesAtOnce_runEachOnce() throws Exception {
    write("V1__create.sql", "CREATE TABLE t (id INT);\n");
    write("V2__fill.sql", "INSERT INTO t SELECT SLEEP(0.2);\n");
    try (Database other = Database.open(db.settings())) {
      CompletableFuture<Integer> first = CompletableFuture.supplyAsync(this::run);
      CompletableFuture<Integer> second =
          CompletableFuture.supplyAsync(() -> Migrations.run(other, folder));
      assertThat(first.get(60, TimeUnit.SECONDS) + second.get(60, TimeUnit.SECONDS)).isEqualTo(2);
    }
    assertThat(count("t")).isEqualTo(1);
  }

  @RepeatedTest(3)
  void run_nodesAtOnceWhereTablesAre_runEachOnce() throws Exception {
    db.run("CREATE TABLE forebay_jobs (id INT)");
    write("V1__create.sql", "CREATE TABLE t (id INT);\n");
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      int ran = 0;
      List<Callable<Integer>> four = Collections.nCopies(4, this::runAsNode);
      for (Future<Integer> node : nodes.invokeAll(four)) {
        ran += node.get();
      }
      assertThat(ran).isEqualTo(1);
    }
  }

  private int runAsNode() {
    try (Database node = Database.open(db.settings())) {
      return Migrations.run(node, folder);
    }
  }

  private int run() {
    return Migrations.run(db.database(), folder);
  }

  private boolean isUpToDate() {
    return db.database()
        .read(session -> MigrationHistory.read(session, Migrations.HISTORY))
        .isOf(MigrationFiles.in(folder));
  }

  private void write(String name, String sql) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, sql);
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
