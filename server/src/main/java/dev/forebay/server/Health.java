package dev.forebay.server;

import dev.forebay.base.ForebayException;
import dev.forebay.cache.Cache;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.mysql.Database;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code GET /health}: 200 {@code {"status":"up","database":"up","cache":"up"}} while the database
 * answers, 503 while it does not. Without the cache the status is {@code degraded}, with 200: reads
 * go on.
 */
record Health(Database database, Cache cache) {

  Route route() {
    return new Route("GET", "/health", this::answer, new JsonErrors());
  }

  private Response answer(Request request) {
    boolean databaseUp = databaseAnswers();
    boolean cacheUp = cache.available();
    String status = !databaseUp ? "down" : cacheUp ? "up" : "degraded";
    String json =
        "{\"status\":\"%s\",\"database\":\"%s\",\"cache\":\"%s\"}"
            .formatted(status, upOrDown(databaseUp), upOrDown(cacheUp));
    return Response.json(databaseUp ? 200 : 503, json.getBytes(StandardCharsets.UTF_8));
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
