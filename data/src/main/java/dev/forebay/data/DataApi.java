package dev.forebay.data;

import dev.forebay.auth.Policy;
import dev.forebay.auth.Principal;
import dev.forebay.auth.Principal.Role;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.Cache;
import dev.forebay.data.answer.AnswerWriter;
import dev.forebay.data.answer.CallAnswers;
import dev.forebay.data.answer.DataErrors;
import dev.forebay.data.answer.WriteAnswers;
import dev.forebay.data.entry.RowLimits;
import dev.forebay.data.execute.Executor;
import dev.forebay.data.execute.Tables;
import dev.forebay.data.idempotency.IdempotencyKeys;
import dev.forebay.data.openapi.Access;
import dev.forebay.data.openapi.Documents;
import dev.forebay.data.plan.Call;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.planner.CallPlanner;
import dev.forebay.data.planner.Planner;
import dev.forebay.data.planner.ReadAccess;
import dev.forebay.data.request.ApiRequest;
import dev.forebay.data.request.CallRequest;
import dev.forebay.data.request.Limits;
import dev.forebay.data.request.RequestParser;
import dev.forebay.data.transaction.Operations;
import dev.forebay.data.write.Change;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.jobs.recurring.RecurringJob;
import dev.forebay.mysql.StaleSchema;
import dev.forebay.mysql.migration.TableScripts;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.parts.Part;
import dev.forebay.parts.PartRoute;
import dev.forebay.parts.PartRoute.KeyedHandler;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The REST API over a database: its tables at {@code /rest/v1/{table}}, its routines at {@code
 * /rest/v1/rpc/{routine}}, several writes at once at {@code /rest/v1/transaction}, and an OpenAPI
 * document of all that at {@code /rest/v1/}. Safe for any number of threads.
 */
public final class DataApi implements Part {
  /** What the API needs in the database, beside the tables of {@code mysql.tailer}. */
  public static final TableScripts TABLES =
      TableScripts.of(DataApi.class, "V3__idempotency_keys.sql");

  private static final ErrorMapper ERRORS = new DataErrors();

  /** What a table, column, routine or foreign key that was just made may look like. */
  private static final Set<ErrorCode> NAMES =
      EnumSet.of(
          ErrorCode.UNKNOWN_TABLE,
          ErrorCode.UNKNOWN_COLUMN,
          ErrorCode.UNKNOWN_ROUTINE,
          ErrorCode.NO_RELATIONSHIP);

  private final RequestParser parser;
  private final Planner planner;
  private final Supplier<Schema> schema;
  private final Predicate<Schema> stale;
  private final Policy policy;
  private final ReadAccess access;
  private final Executor executor;
  private final AnswerWriter writer = new AnswerWriter();
  private final WriteAnswers writeAnswers = new WriteAnswers();
  private final Documents documents;

  private DataApi(
      RequestParser parser,
      Planner planner,
      Supplier<Schema> schema,
      Predicate<Schema> stale,
      Policy policy,
      ReadAccess access,
      Executor executor,
      Documents documents) {
    this.documents = documents;
    this.parser = parser;
    this.planner = planner;
    this.schema = schema;
    this.stale = stale;
    this.policy = policy;
    this.access = access;
    this.executor = executor;
  }

  /**
   * The API over the tables of a database. FB4xx where that does not answer. Tells in the log of
   * rules of the policy that do not fit the schema.
   *
   * @param stale whether there is a newer snapshot than one that the database has contradicted
   */
  public static DataApi open(
      Tables tables, Predicate<Schema> stale, Cache cache, DataSettings settings, Policy policy) {
    ReadAccess access = new ReadAccess(policy);
    access.check(tables.schema().get());
    return new DataApi(
        new RequestParser(new Limits(settings.maxFilters(), settings.maxEmbedDepth())),
        new Planner(new Planner.Limits(settings.maxRows(), settings.aggregates())),
        tables.schema(),
        stale,
        policy,
        access,
        tables.executor(
            cache,
            new RowLimits(
                settings.maxRows(), settings.maxEmbeddedRows(), settings.maxWrittenRows())),
        new Documents(settings.aggregates()));
  }

  @Override
  public List<RecurringJob> recurringJobs() {
    return List.of(IdempotencyKeys.sweep());
  }

  @Override
  public List<PartRoute> routes() {
    String routine = "/rest/v1/rpc/{routine}";
    return Stream.concat(
            Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
                .map(method -> route(method, "/rest/v1/{table}", this::serve)),
            Stream.of(
                route("GET", "/rest/v1", this::document),
                route("GET", "/rest/v1/", this::document),
                route("GET", routine, this::call),
                route("POST", routine, this::call),
                route("POST", "/rest/v1/transaction", this::transaction)))
        .toList();
  }

  /** What a key opens is for the policy to say, table by table. */
  private static PartRoute route(String method, String path, KeyedHandler handler) {
    return new PartRoute.Keyed(method, path, Role.ANONYMOUS, handler, ERRORS);
  }

  /** A writer of many rows into one table. */
  public TableWriter tableWriter() {
    return new TableWriter(schema, executor.bulkInsert());
  }

  private Response serve(Request http, Principal who) {
    ApiRequest request = parser.parse(http);
    return current(
        () ->
            switch (plan(who, request)) {
              case Plan.Read read -> writer.write(request, executor.read(read));
              case Plan.Write write -> once(http, who, change -> write(change, request, write));
            });
  }

  /**
   * Plans and carries out, and does both again where the request names what the schema lacks, or
   * the database says that the plan is not of its schema, and that has changed in between: what was
   * written until then is undone.
   */
  private Response current(Supplier<Response> work) {
    Schema planned = schema.get();
    try {
      return work.get();
    } catch (ForebayException e) {
      if ((isOfNames(e) || StaleSchema.mayExplain(e)) && stale.test(planned)) {
        return work.get();
      }
      throw e;
    }
  }

  private static boolean isOfNames(ForebayException e) {
    return NAMES.contains(e.code());
  }

  private Response document(Request http, Principal who) {
    Schema newest = schema.get();
    return documents.answer(
        http, newest, Access.of(policy, who, newest, table -> access.opens(who, table)));
  }

  private Response call(Request http, Principal who) {
    CallRequest request = parser.parseCall(http);
    policy.require(who, Role.SERVICE);
    return current(() -> call(http, who, request));
  }

  private Response call(Request http, Principal who, CallRequest request) {
    Call call = CallPlanner.plan(request, schema.get());
    return call.routine().readOnly()
        ? CallAnswers.write(call, executor.read(call))
        : once(http, who, change -> CallAnswers.write(call, executor.write(change, call)));
  }

  private Response transaction(Request http, Principal who) {
    Operations operations = Operations.parse(http);
    return current(
        () ->
            once(
                http,
                who,
                change -> {
                  change.mayBeUndoneFor("a transaction");
                  return operations.run(operation -> operation(change, who, operation));
                }));
  }

  private Response operation(Change change, Principal who, Request operation) {
    ApiRequest request = parser.parse(operation);
    return switch (plan(who, request)) {
      case Plan.Read _ -> throw new IllegalArgumentException("A transaction has only writes");
      case Plan.Write write -> write(change, request, write);
    };
  }

  /** The request's plan, narrowed to what the client may read, if it may carry it out. */
  private Plan plan(Principal who, ApiRequest request) {
    actions(request).forEach(action -> policy.require(who, request.table(), action));
    return planner.plan(request, schema.get(), access.of(who));
  }

  /** Writes in one transaction; only once, however often it is sent with the same key. */
  private Response once(Request http, Principal who, Function<Change, Response> write) {
    return executor.transaction(
        change -> {
          if (IdempotencyKeys.isGiven(http)) {
            change.mayBeUndoneFor("an Idempotency-Key");
          }
          return IdempotencyKeys.once(change.session(), who, http, () -> write.apply(change));
        });
  }

  private Response write(Change change, ApiRequest request, Plan.Write plan) {
    return writeAnswers.write(request, plan, executor.write(change, plan));
  }

  /** What a request writes; what it reads, of which tables, only the planner finds out. */
  private static Set<Policy.Action> actions(ApiRequest request) {
    return switch (request.action()) {
      case READ, HEAD -> EnumSet.noneOf(Policy.Action.class);
      case INSERT ->
          request.preferences().resolution().isPresent()
              ? EnumSet.of(Policy.Action.INSERT, Policy.Action.UPDATE)
              : EnumSet.of(Policy.Action.INSERT);
      case UPSERT -> EnumSet.of(Policy.Action.INSERT, Policy.Action.UPDATE);
      case UPDATE -> EnumSet.of(Policy.Action.UPDATE);
      case DELETE -> EnumSet.of(Policy.Action.DELETE);
    };
  }
}
