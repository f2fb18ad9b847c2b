package dev.forebay.data.openapi;

import dev.forebay.auth.Policy.Action;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.data.transaction.Operations;
import dev.forebay.mysql.schema.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a document says of {@code /transaction}. */
final class TransactionPath {
  private static final String TAG = "transaction";

  private final List<DescribedTable> writable;

  TransactionPath(List<DescribedTable> tables) {
    this.writable =
        tables.stream().filter(t -> !t.table().view() && t.allows(Set.of(Action.INSERT))).toList();
  }

  /** Adds it, if there is a table to insert into. */
  void addTo(Draft draft) {
    Optional<JsonNode> example = example();
    if (example.isEmpty()) {
      return;
    }
    ObjectNode content = JsonNodes.object("schema", operations());
    OperationDraft operation =
        new OperationDraft(TAG, TAG, "Several writes, all or nothing")
            .parameters(List.of("prefer.call", "Idempotency-Key"))
            .body(JsonNodes.object("application/json", content.set("example", example.get())))
            .answer("200", SuccessResponses.value("One part for each operation", parts()))
            .errors(ErrorResponses.OF_WRITES);
    draft.tag(TAG, "");
    draft.paths.set("/transaction", JsonNodes.object("post", operation.json()));
  }

  /** An insert that needs no other row, if there is a table for one. */
  private Optional<JsonNode> example() {
    return writable.stream()
        .filter(described -> !described.table().rules().checked())
        .min(Comparator.comparing(TransactionPath::refers).thenComparing(DescribedTable::name))
        .map(
            described ->
                JsonNodes.array(
                    JsonNodes.object()
                        .put("name", "first")
                        .put("method", "POST")
                        .put("path", TablePath.of("/", described.name()))
                        .put("prefer", "return=minimal")
                        .set("body", new ExampleRows(described).insert())));
  }

  private static boolean refers(DescribedTable described) {
    Table table = described.table();
    return table.foreignKeys().stream()
        .flatMap(key -> key.columns().stream())
        .flatMap(name -> table.column(name).stream())
        .anyMatch(column -> !column.nullable());
  }

  private static ObjectNode operations() {
    ObjectNode properties = JsonNodes.object("name", JsonNodes.type("string"));
    properties.set(
        "method",
        JsonNodes.type("string").set("enum", JsonNodes.texts(new TreeSet<>(Operations.METHODS))));
    properties.set(
        "path",
        JsonNodes.type("string").put("description", "The table and the query: `/t?id=eq.1`"));
    properties.set(
        "body",
        JsonNodes.object()
            .put(
                "description",
                "As of the table's own operations; `{\"$ref\": \"name.column\"}` is a value that an"
                    + " operation before has shown"));
    properties.set("prefer", JsonNodes.type("string"));
    ObjectNode operation = JsonNodes.type("object").put("additionalProperties", false);
    operation.set("required", JsonNodes.texts(List.of("method", "path")));
    return JsonNodes.arrayOf(operation.set("properties", properties))
        .put("maxItems", Operations.MOST);
  }

  private static ObjectNode parts() {
    ObjectNode properties = JsonNodes.object("status", JsonNodes.type("integer"));
    ObjectNode part =
        JsonNodes.type("object").set("properties", properties.set("body", JsonNodes.object()));
    return JsonNodes.arrayOf(part);
  }
}
