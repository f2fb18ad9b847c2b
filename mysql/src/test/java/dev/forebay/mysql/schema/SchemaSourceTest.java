package dev.forebay.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.Database;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestDatabase;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryServer
class SchemaSourceTest {
  private final TestDatabase db = TestDatabase.create("CREATE TABLE t (id INT PRIMARY KEY)");

  @AfterEach
  void drop() {
    db.close();
  }

  @Test
  void ddl_fromElsewhere_isFollowedWithoutRefresh() throws InterruptedException {
    try (SchemaSource source = SchemaSource.open(db.database())) {
      BlockingQueue<Schema> changes = new LinkedBlockingQueue<>();
      source.onChange(changes::add);
      db.run("ALTER TABLE t ADD COLUMN v INT");
      awaitChange(changes, schema -> table(schema).column("v").isPresent());
      db.run("CREATE TABLE u (id INT)", "CREATE VIEW w AS SELECT * FROM t");
      awaitChange(
          changes, schema -> schema.table("u").isPresent() && schema.table("w").isPresent());
      db.run("RENAME TABLE u TO u2");
      awaitChange(changes, schema -> schema.table("u2").isPresent());
      db.run("CREATE UNIQUE INDEX i ON t (v)");
      awaitChange(changes, schema -> !table(schema).uniqueKeys().isEmpty());
      db.run("DROP TABLE u2");
      Schema last = awaitChange(changes, schema -> schema.table("u2").isEmpty());
      assertThat(source.current().version()).isGreaterThanOrEqualTo(last.version());
    }
  }

  @Test
  void refresh_nothingChanged_keepsSnapshot() {
    try (SchemaSource source = SchemaSource.open(db.database())) {
      Schema before = source.current();
      source.refresh();
      assertThat(source.current()).isSameAs(before);
      assertThat(before.version()).isEqualTo(1);
      assertThat(before.database()).isEqualTo(db.database().name());
    }
  }

  @Test
  void refresh_afterDdl_hasItAtOnce() {
    try (SchemaSource source = SchemaSource.open(db.database())) {
      db.run("CREATE TABLE now (id INT)");
      source.refresh();
      assertThat(source.current().table("now")).isPresent();
      assertThat(source.current().version()).isEqualTo(2);
    }
  }

  @Test
  void connections_lost_schemaIsFollowedAgain() throws InterruptedException {
    try (Database own = Database.open(db.settings());
        SchemaSource source = SchemaSource.open(own)) {
      BlockingQueue<Schema> changes = new LinkedBlockingQueue<>();
      source.onChange(changes::add);
      killConnectionsBut(db.database());
      db.run("CREATE TABLE later (id INT)");
      awaitChange(changes, schema -> schema.table("later").isPresent());
    }
  }

  @Test
  void listener_throws_othersAndFollowingGoOn() throws InterruptedException {
    try (SchemaSource source = SchemaSource.open(db.database())) {
      BlockingQueue<Schema> changes = new LinkedBlockingQueue<>();
      source.onChange(
          schema -> {
            throw new IllegalStateException("of the listener");
          });
      source.onChange(changes::add);
      db.run("CREATE TABLE a (id INT)");
      awaitChange(changes, schema -> schema.table("a").isPresent());
      db.run("CREATE TABLE b (id INT)");
      awaitChange(changes, schema -> schema.table("b").isPresent());
    }
  }

  private static Table table(Schema schema) {
    return schema.table("t").orElseThrow();
  }

  private static Schema awaitChange(BlockingQueue<Schema> changes, Predicate<Schema> wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    @Nullable Schema schema;
    do {
      schema = changes.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(schema).as("a change in time").isNotNull();
    } while (!wanted.test(schema));
    return schema;
  }

  /** Ends every connection to this test's database that does not ask for it. */
  private static void killConnectionsBut(Database asking) {
    asking.read(
        session -> {
          session
              .query(
                  "SELECT id FROM information_schema.processlist"
                      + " WHERE db = DATABASE() AND id <> CONNECTION_ID()",
                  List.of(),
                  row -> row.longValue(1))
              .forEach(id -> session.update("KILL " + id, List.of()));
          return 1;
        });
  }
}
