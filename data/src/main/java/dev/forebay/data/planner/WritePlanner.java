package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.Plan.Missing;
import dev.forebay.data.plan.Plan.Returning;
import dev.forebay.data.plan.Plan.Terms;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.plan.Where;
import dev.forebay.data.request.ApiRequest;
import dev.forebay.data.request.ApiRequest.Action;
import dev.forebay.data.request.Filter;
import dev.forebay.data.request.JsonValue;
import dev.forebay.data.request.Preferences;
import dev.forebay.data.request.Preferences.Return;
import dev.forebay.data.value.ColumnValue;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans the writes of one request. */
final class WritePlanner {
  private final ApiRequest request;
  private final Table table;
  private final ResourcePlanner resources;

  private WritePlanner(ApiRequest request, Table table, ResourcePlanner resources) {
    this.request = request;
    this.table = table;
    this.resources = resources;
  }

  /** With what turns the request's select into what the answer shows. */
  static Plan.Write plan(ApiRequest request, Table table, ResourcePlanner resources) {
    WritePlanner planner = new WritePlanner(request, Names.writable(table), resources);
    return switch (request.action()) {
      case INSERT -> planner.insert();
      case UPSERT -> planner.put();
      case UPDATE -> planner.update();
      case DELETE -> planner.delete();
      case READ, HEAD -> throw new IllegalArgumentException("A read is no write");
    };
  }

  private Plan.Write insert() {
    RowsToInsert rows = RowsToInsert.of(request, table);
    return new Plan.Insert(
        table,
        rows.columns(),
        rows,
        ConflictTarget.of(request, table, rows.columns()),
        returning(),
        Terms.of(request.preferences()));
  }

  private Plan.Write put() {
    requireNoPage("PUT");
    Where asked = ConditionPlanner.of(table, request.query().filter());
    Map<String, Object> key = asked.equalities();
    if (table.primaryKey().isEmpty() || !key.keySet().equals(Set.copyOf(table.primaryKey()))) {
      throw new ForebayException(
          ErrorCode.PUT_FILTER,
          "Filters must include all and only primary key columns with 'eq' operators",
          table.primaryKey().isEmpty()
              ? Names.derivedKey(table).orElse(table.name() + " has no primary key")
              : "The primary key is " + String.join(", ", table.primaryKey()));
    }
    RowsToInsert row = RowsToInsert.of(request, table);
    List<@Nullable Object> values = row.iterator().next();
    key.replaceAll((name, value) -> Objects.requireNonNullElse(type(name).stored(value), value));
    requireSame(key, row.columns(), values);
    Where where = new Where(asked.condition(), List.copyOf(key.values()));
    return new Plan.Put(
        table, row.columns(), values, where, returning(), Terms.of(request.preferences()));
  }

  private void requireSame(
      Map<String, Object> key, List<String> columns, List<@Nullable Object> values) {
    for (Map.Entry<String, Object> part : key.entrySet()) {
      int index = columns.indexOf(part.getKey());
      Object value = index < 0 ? null : values.get(index);
      if (value == null
          || value == Missing.DEFAULT
          || type(part.getKey()).compare(part.getValue(), value) != 0) {
        throw new ForebayException(
            ErrorCode.PUT_MISMATCH,
            "Payload values do not match URL in primary key column(s)",
            "Give the body's %s the value of the filter".formatted(part.getKey()));
      }
    }
  }

  private ValueType type(String column) {
    return ValueType.of(table.column(column).orElseThrow());
  }

  private Plan.Write update() {
    Map<String, JsonValue> row = request.body().iterator().next();
    List<String> columns =
        request.query().columns().isEmpty()
            ? List.copyOf(row.keySet())
            : request.query().columns().stream().distinct().toList();
    if (columns.isEmpty()) {
      throw new ForebayException(
          ErrorCode.MALFORMED_BODY,
          "The body names no column to change",
          "Send {\"column\": value}");
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (String column : columns) {
      JsonValue value = row.getOrDefault(column, JsonValue.Null.NULL);
      boolean isDefault = !row.containsKey(column) && missingIsDefault();
      values.add(
          isDefault ? Missing.DEFAULT : ColumnValue.stored(Names.input(table, column), value, 0));
    }
    return new Plan.Update(
        table, columns, values, filtered(), returning(), Terms.of(request.preferences()));
  }

  private boolean missingIsDefault() {
    return request.preferences().missing().filter(Preferences.Missing.DEFAULT::equals).isPresent();
  }

  private Plan.Write delete() {
    return new Plan.Delete(table, filtered(), returning(), Terms.of(request.preferences()));
  }

  private Where filtered() {
    if (request.query().filter().equals(Filter.none())) {
      throw new ForebayException(
          ErrorCode.UNFILTERED_WRITE,
          "A %s without a filter would touch every row".formatted(request.action().method()),
          "Add a filter, for example ?id=eq.5");
    }
    requireNoPage("A write");
    return ConditionPlanner.of(table, request.query().filter());
  }

  private void requireNoPage(String what) {
    if (request.query().clauses().paged()) {
      throw request.action() == Action.UPSERT
          ? new ForebayException(
              ErrorCode.PUT_PAGE, "limit/offset querystring parameters are not allowed for PUT")
          : new ForebayException(
              ErrorCode.UNSUPPORTED_FEATURE, what + " takes no limit and no offset");
    }
  }

  private Returning returning() {
    boolean rows = request.preferences().wants(Return.REPRESENTATION);
    Resource resource = resources.written(table);
    return new Returning(
        rows,
        request.preferences().wants(Return.HEADERS_ONLY),
        rows && request.singular(),
        resource);
  }
}
