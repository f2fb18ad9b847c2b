package dev.forebay.data;

import dev.forebay.auth.Authenticator;
import dev.forebay.auth.Policy;
import dev.forebay.auth.Principal;
import dev.forebay.cache.Cache;
import dev.forebay.cache.IntentResolver;
import dev.forebay.data.answer.AnswerWriter;
import dev.forebay.data.answer.DataErrors;
import dev.forebay.data.execute.Executor;
import dev.forebay.data.execute.Result;
import dev.forebay.data.execute.RowSettler;
import dev.forebay.data.execute.TableCache;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.Planner;
import dev.forebay.data.request.ApiRequest;
import dev.forebay.data.request.RequestParser;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Server;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.schema.Schema;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The REST API over the tables of a database, at {@code /rest/v1/{table}}. Safe for any number of
 * threads; each request runs on its own, from top to bottom.
 */
public final class DataApi {
  private static final String TABLE = "/rest/v1/{table}";

  private final Authenticator authenticator;
  private final Policy policy;
  private final Supplier<Schema> schema;
  private final RequestParser parser = new RequestParser();
  private final Planner planner;
  private final Executor executor;
  private final AnswerWriter writer = new AnswerWriter();

}
