package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.spi.IntentResolver;
import dev.forebay.data.entry.TableCache;
import dev.forebay.data.execute.Tables;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.testing.Eventually;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
class IntentResolverTest {
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE pairs (a INT, b VARCHAR(10), v INT, PRIMARY KEY (a, b), KEY (v))",
          "INSERT INTO pairs VALUES (1, 'x,y', 1), (2, 'x', 1)");
  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();
  private static final SchemaSource SCHEMA = SchemaSource.open(DB.database());
  private static final IntentResolver RESOLVER =
      Tables.open(DB.database(), SCHEMA::current, _ -> TableCache.NONE).intentResolver();

  @AfterAll
  static void stop() {
    SCHEMA.close();
    DB.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          UPDATE pairs SET v = v + 1 WHERE a = 1   | pairs:1,x%2Cy
          INSERT INTO pairs VALUES (3, 'new', 1)   | pairs:3,new
          DELETE FROM pairs WHERE a = 2            | pairs:2,x
          """)
  void settle_ofARowThatIsLocked_waitsForTheTransactionsEnd(String statement, String hint) {
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Boolean> writer =
        CompletableFuture.supplyAsync(
            () ->
                DB.database()
                    .transaction(
                        session -> {
                          session.update(statement, List.of());
                          locked.countDown();
                          await(end);
                          return true;
                        }),
            THREADS);
    await(locked);
    CompletableFuture<Void> settled =
        CompletableFuture.runAsync(() -> RESOLVER.settle(hint.replace(':', '|')), THREADS);
    Eventually.until("the resolver waits", () -> readsThatWait() == 1);
    assertThat(settled).isNotDone();
    assertThat(RESOLVER.hasEnded(hint.replace(':', '|'))).isFalse();
    end.countDown();
    settled.join();
    assertThat(writer.join()).isTrue();
    assertThat(RESOLVER.hasEnded(hint.replace(':', '|'))).isTrue();
  }

  @Test
  void settle_ofARowThatIsGone_returns() {
    RESOLVER.settle("pairs|9,none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing|1", "pairs|1"})
  void settle_ofWhatTheSchemaDoesNotKnow_saysNothingOfIt(String hint) {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> RESOLVER.settle(hint))
        .returns(ErrorCode.UNKNOWN_TABLE, ForebayException::code);
  }

  private static long readsThatWait() {
    return DB.database()
        .read(
            session ->
                session.queryOne(
                    """
                    SELECT COUNT(*) FROM information_schema.processlist
                    WHERE db = DATABASE() AND info LIKE 'select 1 from `pairs` force index%'\
                    """,
                    List.of(), row -> row.longValue(1)))
        .orElseThrow();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
