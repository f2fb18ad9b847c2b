package dev.forebay.data.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.Cache;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.data.entry.RowLimits;
import dev.forebay.data.entry.TableCache;
import dev.forebay.data.plan.Grants;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.planner.Planner;
import dev.forebay.data.request.GivenRequest;
import dev.forebay.data.request.RequestParser;
import dev.forebay.data.sql.Server;
import dev.forebay.data.write.Written;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.redis.Redis;
import dev.forebay.redis.TestRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The statements that MySQL gets, which has no INSERT … RETURNING. MariaDB understands them too.
 */
@EveryServer
class MySqlStatementsTest {
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE heroes (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) DEFAULT 'x')",
          "CREATE TABLE texts (name VARCHAR(20) PRIMARY KEY DEFAULT (UUID()), v INT)",
          "CREATE TABLE moved (id INT PRIMARY KEY, v INT)",
          "CREATE TRIGGER moving BEFORE INSERT ON moved FOR EACH ROW SET NEW.id = NEW.id + 1",
          "CREATE TABLE keyless (v INT)");
  private static final TestRedis REDIS = TestRedis.start();
  private static final SchemaSource SCHEMA = SchemaSource.open(DB.database());
  private static final Redis CONNECTION = Redis.connect(REDIS.settings());
  private static final Cache CACHE =
      Cache.open(CONNECTION, CacheSettings.DEFAULT, hint -> {}, new SimpleMeterRegistry());
  private static final Executor EXECUTOR =
      new Tables(
              DB.database(),
              SCHEMA::current,
              table -> new TableCache(true, Duration.ofHours(1), List.of(), false),
              Server.MYSQL)
          .executor(CACHE, new RowLimits(100, 100, 100));

  @AfterAll
  static void stop() {
    CACHE.close();
    CONNECTION.close();
    REDIS.close();
    SCHEMA.close();
    DB.close();
  }

  @Test
  void insert_withKeysGivenAndGenerated_readsAllRowsBack() {
    assertThat(
            insert(
                "heroes",
                "[{\"name\":\"a\"},{\"name\":\"b\"},{\"id\":50,\"name\":\"c\"},{\"id\":null},{\"id\":0,\"name\":\"e\"}]"))
        .isEqualTo(
            "[{\"id\":1,\"name\":\"a\"},{\"id\":2,\"name\":\"b\"},{\"id\":50,\"name\":\"c\"},"
                + "{\"id\":51,\"name\":\"x\"},{\"id\":0,\"name\":\"e\"}]");
  }

  @Test
  void insert_withATextKey_readsItBack() {
    assertThat(insert("texts", "{\"name\":\"a,b\",\"v\":1}"))
        .isEqualTo("[{\"name\":\"a,b\",\"v\":1}]");
  }

  @Test
  void insert_withoutAKeyThatCanBeKnown_isRefused() {
    assertUnsupported("keyless", "{\"v\":1}");
  }

  @Test
  void insert_whoseKeyATriggerChanges_isRefused() {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> insert("moved", "{\"id\":1}"))
        .returns(ErrorCode.STORED_OTHERWISE, ForebayException::code);
  }

  private static void assertUnsupported(String table, String body) {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> insert(table, body))
        .returns(ErrorCode.UNSUPPORTED_FEATURE, ForebayException::code);
  }

  private static String insert(String table, String body) {
    GivenRequest request =
        GivenRequest.sending("POST", "", body).into(table).with("prefer", "return=representation");
    Plan plan =
        new Planner(new Planner.Limits(100, false))
            .plan(
                new RequestParser(GivenRequest.LIMITS).parse(request),
                SCHEMA.current(),
                Grants.ALL);
    Written written = EXECUTOR.transaction(change -> EXECUTOR.write(change, (Plan.Write) plan));
    return new String(written.rows().array(), StandardCharsets.UTF_8);
  }
}
