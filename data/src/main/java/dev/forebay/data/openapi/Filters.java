package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonNodes;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters that filter by a column: {@code amount=gte.12.50}. */
final class Filters {
  private static final int PATTERN_LENGTH = 2;

  private final DescribedTable described;

  Filters(DescribedTable described) {
    this.described = described;
  }

  /** The parameter, whose examples are filters that the column takes. */
  ObjectNode of(Column column) {
    ObjectNode parameter =
        JsonNodes.object().put("name", QueryNames.parameter(column.name())).put("in", "query");
    parameter.put("description", words(column));
    return parameter.set(
        "schema", JsonNodes.type("string").set("examples", JsonNodes.texts(filters(column))));
  }

  /** The parameter of a PUT, which names the row by its key. */
  ObjectNode ofKey(Column column) {
    String filter = "eq." + Examples.text(described.example(column));
    ObjectNode schema = JsonNodes.type("string").put("pattern", "^eq\\.");
    schema.set("examples", JsonNodes.array().add(filter));
    return JsonNodes.object()
        .put("name", QueryNames.parameter(column.name()))
        .put("in", "query")
        .put("required", true)
        .set("schema", schema);
  }

  private String words(Column column) {
    String operators =
        switch (column.type()) {
          case ColumnType.Json _ ->
              "cs cd ov is; parts of it by the name `" + column.name() + "->>key`";
          case ColumnType.Geometry _ -> "is";
          case ColumnType.Text _, ColumnType.Enumeration _, ColumnType.SetOf _ ->
              "eq neq gt gte lt lte in is isdistinct like ilike match imatch";
          default -> "eq neq gt gte lt lte in is isdistinct";
        };
    boolean searched = described.table().fullTextColumns().contains(column.name());
    return "`"
        + column.declaredType()
        + "`: "
        + operators
        + (searched ? " fts plfts phfts wfts" : "");
  }

  private List<String> filters(Column column) {
    JsonNode example = described.example(column);
    String text = Examples.text(example);
    List<String> filters = new ArrayList<>();
    switch (column.type()) {
      case ColumnType.Json _ -> filters.add("cs." + text);
      case ColumnType.Geometry _ -> filters.add("not.is.null");
      case ColumnType.Bool(_, boolean key) when !key ->
          filters.addAll(List.of("eq." + text, "is." + text));
      default -> {
        filters.addAll(List.of("eq." + text, "gte." + text));
        filters.add("in.(" + (example.isNumber() ? text : QueryNames.quoted(text)) + ")");
      }
    }
    if (ValueType.of(column).isText()) {
      int letters = Math.min(PATTERN_LENGTH, text.codePointCount(0, text.length()));
      filters.add("like." + text.substring(0, text.offsetByCodePoints(0, letters)) + "*");
    }
    if (described.table().fullTextColumns().contains(column.name())) {
      filters.add("wfts." + column.name());
    }
    if (column.nullable()) {
      filters.add("is.null");
    }
    return filters;
  }
}
