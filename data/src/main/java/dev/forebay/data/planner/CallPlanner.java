package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.NearestName;
import dev.forebay.data.plan.Call;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.ResultQuery;
import dev.forebay.data.request.ApiRequest.Query;
import dev.forebay.data.request.CallRequest;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.Filter;
import dev.forebay.data.request.JsonValue;
import dev.forebay.data.value.ColumnValue;
import dev.forebay.http.Request.QueryParameter;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Routine;
import dev.forebay.mysql.schema.Routine.Mode;
import dev.forebay.mysql.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans calls of stored routines: finds the routine, and makes every argument a value of its
 * parameter's type. Rejects with FB104 (a GET that may change something), FB203 (value), FB208
 * (what the routine changes cannot be told), FB220 (profile) and FB245 (no such routine). Pure.
 */
public final class CallPlanner {
  private final CallRequest request;
  private final Schema schema;

  private CallPlanner(CallRequest request, Schema schema) {
    this.request = request;
    this.schema = schema;
  }

  /** The plan for the request. */
  public static Call plan(CallRequest request, Schema schema) {
    return new CallPlanner(request, schema).call();
  }

  private Call call() {
    Names.requireProfile(schema, request.profile());
    Routine routine = schema.routines().get(request.routine());
    if (routine == null) {
      throw unknown(request.arguments().keySet(), nearest());
    }
    List<Column> parameters = parameters(routine);
    CallRequest.Parts parts =
        request.parts(parameters.stream().map(Column::name).collect(Collectors.toSet()));
    Map<String, JsonValue> arguments = arguments(parts);
    if (arguments.size() != parameters.size()
        || !parameters.stream().allMatch(p -> arguments.containsKey(p.name()))) {
      throw unknown(arguments.keySet(), "Perhaps you meant to call " + signature(routine));
    }
    requireSafe(routine);
    List<@Nullable Object> values = new ArrayList<>();
    for (Column parameter : parameters) {
      JsonValue given = arguments.getOrDefault(parameter.name(), JsonValue.Null.NULL);
      values.add(value(parameter, given));
    }
    return new Call(
        routine,
        values,
        shown(routine, parts.query()),
        request.accept(),
        Plan.Terms.of(request.preferences()));
  }

  private static List<Column> parameters(Routine routine) {
    return routine.parameters().stream()
        .filter(parameter -> parameter.mode() != Mode.OUT)
        .map(Routine.Parameter::column)
        .toList();
  }

  private Map<String, JsonValue> arguments(CallRequest.Parts parts) {
    Map<String, JsonValue> arguments = new LinkedHashMap<>(request.arguments());
    for (QueryParameter parameter : parts.arguments()) {
      arguments.put(parameter.name(), new JsonValue.Field(parameter.value()));
    }
    if (request.get()) {
      misspelled(parts.query().filter()).forEach(name -> arguments.put(name, JsonValue.Null.NULL));
    }
    return arguments;
  }

  /** Parameters of a GET that are no filters are meant as arguments. */
  private static List<String> misspelled(Filter filter) {
    return switch (filter) {
      case Filter.Unreadable unreadable -> List.of(unreadable.column());
      case Filter.All all -> all.filters().stream().flatMap(f -> misspelled(f).stream()).toList();
      case Filter.Any _, Filter.Not _, Filter.Test _ -> List.of();
    };
  }

  /** Only rows have columns to select and to filter by. */
  private ResultQuery shown(Routine routine, Query query) {
    ResultQuery shown = ResultQueryPlanner.of(query, request.preferences().count().isPresent());
    boolean rows =
        routine.returns() == null
            && routine.parameters().stream().allMatch(p -> p.mode() == Mode.IN);
    if (!rows && !shown.plain()) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "What the routine %s gives is not filtered, sorted or cut".formatted(routine.name()),
          "That is for a procedure that answers one set of rows and no OUT parameters");
    }
    return shown;
  }

  /** MariaDB's JSON parameters are texts. */
  private static @Nullable Object value(Column parameter, JsonValue given) {
    return given instanceof JsonValue.Structure(String json)
            && parameter.type() instanceof ColumnType.Text
        ? json
        : ColumnValue.stored(parameter, given, 0);
  }

  private void requireSafe(Routine routine) {
    if (request.get() && !routine.readOnly()) {
      throw new ForebayException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "The routine %s may change rows".formatted(routine.name()),
          "Call it with POST, or declare it READS SQL DATA or NO SQL");
    }
    if (routine.opaque()) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "Which tables the routine %s changes cannot be told, so the cache would be stale"
              .formatted(routine.name()),
          "Let it do without PREPARE and EXECUTE, grant the account to see its body, or declare it"
              + " READS SQL DATA");
    }
  }

  private ForebayException unknown(Iterable<String> arguments, @Nullable String hint) {
    String call = Excerpt.of(request.routine()) + "(" + names(arguments) + ")";
    return new ForebayException(
        ErrorCode.UNKNOWN_ROUTINE,
        "Could not find the function %s in the schema cache".formatted(call),
        "Searched for the function %s, but no matches were found in the schema cache."
            .formatted(call),
        hint,
        null);
  }

  private static String names(Iterable<String> arguments) {
    TreeSet<String> names = new TreeSet<>();
    arguments.forEach(name -> names.add(Excerpt.of(name)));
    return String.join(", ", names);
  }

  private @Nullable String nearest() {
    return NearestName.of(request.routine(), schema.routines().keySet())
        .map(name -> "Perhaps you meant to call " + signature(schema.routines().get(name)))
        .orElse(null);
  }

  private static String signature(@Nullable Routine routine) {
    return routine == null
        ? ""
        : "%s(%s)"
            .formatted(
                routine.name(), names(parameters(routine).stream().map(Column::name).toList()));
  }
}
