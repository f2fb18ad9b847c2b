package dev.forebay.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.Cache;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.server.changes.DirectWrites;
import dev.forebay.server.changes.DirectWritesHealth;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /health}: 200 {@code {"status":"up","database":"up","cache":"up","directWrites":
 * {"seen":"binlog","role":"tailing","lagMillis":87}}} while the database answers, 503 while it does
 * not, or its server is {@code read-only}. Without the cache, or while that is behind the
 * database's log, the status is {@code degraded}, with 200: reads go on. {@code
 * "withoutTransactions":["log"]} names tables whose engine cannot undo a write, where there are
 * any.
 */
record Health(
    Database database,
    SchemaSource schema,
    Cache cache,
    DirectWrites directWrites,
    InstantSource clock) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  /** The answer. */
  record State(
      String status,
      String database,
      String cache,
      DirectWritesHealth directWrites,
      @Nullable List<String> withoutTransactions) {}

  Route route() {
    return new Route("GET", "/health", this::answer, new JsonErrors());
  }

  private Response answer(Request request) {
    boolean readOnly = database.isReadOnly();
    boolean databaseUp = !readOnly && databaseAnswers();
    boolean cacheUp = cache.available();
    String status = !databaseUp ? "down" : cacheUp && !cache.behind() ? "up" : "degraded";
    State state =
        new State(
            status,
            readOnly ? "read-only" : upOrDown(databaseUp),
            upOrDown(cacheUp),
            directWrites.health(clock),
            withoutTransactions());
    return Response.json(databaseUp ? 200 : 503, JSON.writeValueAsBytes(state));
  }

  private @Nullable List<String> withoutTransactions() {
    List<String> tables = schema.current().withoutTransactions();
    return tables.isEmpty() ? null : tables;
  }

  private boolean databaseAnswers() {
    try {
      return database
          .read(session -> session.queryOne("SELECT 1", List.of(), row -> 1))
          .isPresent();
    } catch (ForebayException e) {
      return false;
    }
  }

  private static String upOrDown(boolean up) {
    return up ? "up" : "down";
  }
}
