package dev.forebay.data.openapi;

import dev.forebay.auth.Policy.Action;
import dev.forebay.data.entry.RowKey;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.data.planner.ConflictTarget;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** What a document says of one table or view: its operations, and the components that they use. */
final class TablePath {

  private final DescribedTable described;
  private final Table table;
  private final String name;
  private final Filters filters;
  private final ExampleRows rows;
  private final Selects selects;
  private final List<Column> filterable;
  private final List<List<String>> targets;

  TablePath(DescribedTable described) {
    this.described = described;
    this.table = described.table();
    this.name = table.name();
    this.filters = new Filters(described);
    this.rows = new ExampleRows(described);
    this.selects = new Selects(described);
    this.filterable =
        table.columns().stream().filter(c -> QueryNames.isFilterable(c.name())).toList();
    this.targets =
        described.allows(Set.of(Action.UPDATE))
            ? ConflictTarget.possible(table, List.copyOf(rows.insert().propertyNames()))
            : List.of();
  }

  /** The path of the table, or of a routine with its folder. */
  static String of(String folder, String name) {
    return folder + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  void addTo(Draft draft) {
    ObjectNode path = JsonNodes.object();
    if (described.allows(Set.of(Action.READ))) {
      path.set("get", read("read", "Read rows", "rows").json());
      path.set("head", read("head", "Count rows", "head").json());
    }
    if (!table.view()) {
      addWrites(path);
    }
    if (!path.isEmpty()) {
      draft.tag(name, table.comment());
      draft.paths.set(of("/", name), path);
      addComponents(draft);
    }
  }

  private void addWrites(ObjectNode path) {
    if (described.allows(Set.of(Action.INSERT))) {
      path.set("post", insert().json());
    }
    boolean puttable =
        !table.primaryKey().isEmpty()
            && key().allMatch(c -> !c.generated() && filterable.contains(c));
    if (puttable && described.allows(Set.of(Action.INSERT, Action.UPDATE))) {
      path.set("put", put().json());
    }
    if (described.allows(Set.of(Action.UPDATE))) {
      path.set("patch", update().json());
    }
    if (described.allows(Set.of(Action.DELETE))) {
      path.set("delete", delete().json());
    }
  }

  private OperationDraft read(String id, String summary, String answer) {
    OperationDraft operation = operation(id, summary + " of " + name);
    operation.parameters(filterNames());
    operation.parameters(List.of(Refs.name("select", name), Refs.name("order", name)));
    operation.parameters(SharedParts.READ);
    return operation
        .answer("200", Refs.response(answer(answer)))
        .answer("206", Refs.response(answer(answer)))
        .errors(ErrorResponses.OF_READS);
  }

  private OperationDraft insert() {
    ObjectNode row = Refs.schema(Refs.name(name, "insert"));
    ObjectNode json =
        JsonNodes.object(
            "schema",
            JsonNodes.object("oneOf", JsonNodes.array(row, JsonNodes.arrayOf(row.deepCopy()))));
    ObjectNode examples = OperationDraft.example("one row", rows.insert());
    examples.setAll(OperationDraft.example("several rows", JsonNodes.array(rows.insert())));
    ObjectNode csv = JsonNodes.object("schema", JsonNodes.type("string"));
    if (!table.rules().checked()) {
      json.set("examples", examples);
      csv.put("example", rows.csv());
    }
    ObjectNode content = JsonNodes.object("application/json", json);
    OperationDraft operation = operation("insert", "Insert rows into " + name);
    operation.parameters(List.of(Refs.name("columns", name)));
    if (!targets.isEmpty()) {
      operation.parameters(List.of(Refs.name("on_conflict", name)));
    }
    return written(operation, "prefer.insert")
        .body(content.set("text/csv", csv))
        .answer("200", Refs.response(answer("written")))
        .answer("201", Refs.response(answer("written")));
  }

  private OperationDraft put() {
    ObjectNode key = JsonNodes.object("required", JsonNodes.texts(table.primaryKey()));
    ObjectNode row =
        JsonNodes.object("allOf", JsonNodes.array(Refs.schema(Refs.name(name, "insert")), key));
    OperationDraft operation = operation("put", "Put one row of " + name + " in its place");
    key().forEach(column -> operation.parameters(List.of(Refs.name("key", name, column.name()))));
    return written(operation, "prefer.write")
        .body(json(row, rows.put()))
        .answer("200", Refs.response(answer("written")))
        .answer("201", Refs.response(answer("written")))
        .answer("204", nothing());
  }

  private OperationDraft update() {
    OperationDraft operation =
        operation("update", "Update rows of " + name).describe("At least one filter is needed.");
    operation.parameters(filterNames());
    ObjectNode row = Refs.schema(Refs.name(name));
    ObjectNode body =
        rows.change()
            .map(change -> json(row, change))
            .orElseGet(() -> OperationDraft.content("application/json", row));
    return written(
            operation.parameters(List.of("or", "and", Refs.name("columns", name, "change"))),
            "prefer.write")
        .body(body)
        .answer("200", Refs.response(answer("written")))
        .answer("204", nothing());
  }

  private OperationDraft delete() {
    OperationDraft operation =
        operation("delete", "Delete rows of " + name).describe("At least one filter is needed.");
    operation.parameters(filterNames()).parameters(List.of("or", "and"));
    return written(operation, "prefer.write")
        .answer("200", Refs.response(answer("written")))
        .answer("204", nothing());
  }

  private OperationDraft written(OperationDraft operation, String prefer) {
    String preference = RowKey.of(table).isEmpty() ? prefer + ".keyless" : prefer;
    return operation
        .parameters(
            List.of(Refs.name("select", name), preference, "Content-Profile", "Idempotency-Key"))
        .errors(ErrorResponses.OF_WRITES);
  }

  private OperationDraft operation(String id, String summary) {
    return new OperationDraft(Refs.name(id, name), name, summary);
  }

  private List<String> filterNames() {
    return filterable.stream().map(c -> Refs.name("rowFilter", name, c.name())).toList();
  }

  private String answer(String kind) {
    return kind.equals("head") ? kind : Refs.name(kind, name);
  }

  private ObjectNode json(ObjectNode schema, ObjectNode example) {
    ObjectNode content = JsonNodes.object("schema", schema);
    return JsonNodes.object(
        "application/json", table.rules().checked() ? content : content.set("example", example));
  }

  private static ObjectNode nothing() {
    return Refs.response("nothing");
  }

  private Stream<Column> key() {
    return table.primaryKey().stream().flatMap(column -> table.column(column).stream());
  }

  private void addComponents(Draft draft) {
    TableSchemas schemas = new TableSchemas(described, rows);
    draft.schemas.set(Refs.name(name), schemas.row());
    draft.responses.set(Refs.name("rows", name), SuccessResponses.rows(name));
    filterable.forEach(
        c -> draft.parameters.set(Refs.name("rowFilter", name, c.name()), filters.of(c)));
    list(draft, selects.words(), selects.examples(), "select", name);
    list(draft, "By what to sort", orders(), "order", name);
    if (!table.view()) {
      draft.schemas.set(Refs.name(name, "insert"), schemas.insert());
      draft.responses.set(Refs.name("written", name), SuccessResponses.written(name));
      addWriteParameters(draft);
    }
  }

  private void addWriteParameters(Draft draft) {
    key().forEach(c -> draft.parameters.set(Refs.name("key", name, c.name()), filters.ofKey(c)));
    String words = "The keys of the body that count";
    list(draft, words, List.of(joined(rows.insert())), "columns", name);
    List<String> change = rows.change().map(TablePath::joined).stream().toList();
    list(draft, words, change, "columns", name, "change");
    if (!targets.isEmpty()) {
      List<String> keys = targets.stream().map(TablePath::joined).toList();
      list(draft, "The unique key that an upsert goes by", keys, "on_conflict", name);
    }
  }

  private List<String> orders() {
    return names(table.columns().stream().filter(c -> ValueType.of(c).isCompared())).stream()
        .limit(1)
        .flatMap(column -> Stream.of(column, column + ".desc.nullslast"))
        .toList();
  }

  private static void list(Draft draft, String words, List<String> examples, String... name) {
    ObjectNode schema = JsonNodes.type("string");
    if (!examples.isEmpty()) {
      schema.set("examples", JsonNodes.texts(examples));
    }
    draft.parameters.set(Refs.name(name), SharedParts.query(name[0], words, schema));
  }

  private static String joined(ObjectNode row) {
    return joined(List.copyOf(row.propertyNames()));
  }

  private static String joined(List<String> columns) {
    return String.join(",", columns.stream().map(QueryNames::name).toList());
  }

  private static List<String> names(Stream<Column> columns) {
    return columns.map(Column::name).map(QueryNames::name).toList();
  }
}
