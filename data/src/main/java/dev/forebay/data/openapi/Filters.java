package dev.forebay.data.openapi;

import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters that filter by a column: {@code amount=gte.12.50}. */
final class Filters {
  private static final Set<ColumnType> WITH_PATTERNS =
      EnumSet.of(ColumnType.TEXT, ColumnType.ENUM, ColumnType.SET);
  private static final int PATTERN_LENGTH = 2;

  private final DescribedTable described;

  Filters(DescribedTable described) {
    this.described = described;
  }

  /** The parameter, whose examples are filters that the column takes. */
  ObjectNode of(Column column) {
    ObjectNode parameter =
        Json.object().put("name", QueryNames.parameter(column.name())).put("in", "query");
    parameter.put("description", words(column));
    return parameter.set(
        "schema", Json.type("string").set("examples", Json.texts(filters(column))));
  }

  /** The parameter of a PUT, which names the row by its key. */
  ObjectNode ofKey(Column column) {
    String filter = "eq." + Examples.text(described.example(column));
    ObjectNode schema = Json.type("string").put("pattern", "^eq\\.");
    schema.set("examples", Json.array().add(filter));
    return Json.object()
        .put("name", QueryNames.parameter(column.name()))
        .put("in", "query")
        .put("required", true)
        .set("schema", schema);
  }

  private String words(Column column) {
    String operators =
        switch (column.type()) {
          case JSON -> "cs cd ov is; parts of it by the name `" + column.name() + "->>key`";
          case GEOMETRY -> "is";
          case TEXT, ENUM, SET -> "eq neq gt gte lt lte in is isdistinct like ilike match imatch";
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
      case JSON -> filters.add("cs." + text);
      case GEOMETRY -> filters.add("not.is.null");
      case BOOLEAN -> filters.addAll(List.of("eq." + text, "is." + text));
      default -> {
        filters.addAll(List.of("eq." + text, "gte." + text));
        filters.add("in.(" + (example.isNumber() ? text : QueryNames.quoted(text)) + ")");
      }
    }
    if (WITH_PATTERNS.contains(column.type())) {
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
