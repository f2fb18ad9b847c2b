package dev.forebay.data.openapi;

import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** What {@code select} may say of a table's rows, in words and in examples. */
final class Selects {
  private static final String AGGREGATES =
      "in a `GET` aggregates: `count()`, `column.sum()`, `avg()`, `min()`, `max()`";

  private final DescribedTable described;
  private final List<String> parts;

  Selects(DescribedTable described) {
    this.described = described;
    this.parts =
        described.table().columns().stream()
            .filter(column -> column.type() instanceof ColumnType.Json)
            .map(column -> QueryNames.name(column.name()) + "->>key")
            .toList();
  }

  String words() {
    List<String> words = new ArrayList<>(List.of("columns"));
    if (!parts.isEmpty()) {
      words.add("parts of JSON: " + quoted(parts));
    }
    if (!described.embeds().isEmpty()) {
      words.add("related rows: " + quoted(described.embeds()));
    }
    if (described.aggregates()) {
      words.add(AGGREGATES);
    }
    return "What of each row: " + String.join("; ", words);
  }

  /** Of a read and of a write, which does not aggregate. */
  List<String> examples() {
    List<String> examples = new ArrayList<>(List.of("*"));
    described.table().columns().stream()
        .map(Column::name)
        .map(QueryNames::name)
        .limit(1)
        .forEach(examples::add);
    parts.stream().limit(1).forEach(examples::add);
    described.embeds().stream().limit(1).map(embed -> "*," + embed).forEach(examples::add);
    return examples;
  }

  private static String quoted(List<String> items) {
    return String.join(", ", items.stream().map(item -> "`" + item + "`").toList());
  }
}
