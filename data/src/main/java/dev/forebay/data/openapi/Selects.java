package dev.forebay.data.openapi;

import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What {@code select} may say of a table's rows, in words and in examples. */
final class Selects {
  /** A table that all others refer to would have a description as long as the document. */
  private static final int MOST_EMBEDS = 20;

  private static final String AGGREGATES =
      "in a `GET` aggregates: `count()`, `column.sum()`, `avg()`, `min()`, `max()`";

  private final Table table;
  private final List<String> parts;
  private final List<String> embeds;
  private final boolean aggregates;

  /** With the tables that the client knows, and whether it may aggregate rows. */
  Selects(Table table, Collection<Table> known, boolean aggregates) {
    this.table = table;
    this.aggregates = aggregates;
    this.parts =
        table.columns().stream()
            .filter(column -> column.type() instanceof ColumnType.Json)
            .map(column -> QueryNames.name(column.name()) + "->>key")
            .toList();
    this.embeds =
        known.stream()
            .flatMap(other -> embeds(table, other))
            .sorted()
            .distinct()
            .limit(MOST_EMBEDS)
            .toList();
  }

  /** {@code customers!orders_ibfk_1(*)}: the name of the key tells it from others. */
  private static Stream<String> embeds(Table table, Table other) {
    if (other.name().equals(table.name())) {
      return keys(table, other)
          .filter(key -> key.columns().size() == 1)
          .map(key -> embed(other, key.columns().getFirst()));
    }
    return Stream.concat(keys(table, other), keys(other, table))
        .map(key -> embed(other, key.name()));
  }

  private static Stream<ForeignKey> keys(Table from, Table to) {
    return from.foreignKeys().stream().filter(key -> key.referencedTable().equals(to.name()));
  }

  private static String embed(Table other, String hint) {
    return QueryNames.name(other.name()) + "!" + QueryNames.name(hint) + "(*)";
  }

  String words() {
    List<String> words = new ArrayList<>(List.of("columns"));
    if (!parts.isEmpty()) {
      words.add("parts of JSON: " + quoted(parts));
    }
    if (!embeds.isEmpty()) {
      words.add("related rows: " + quoted(embeds));
    }
    if (aggregates) {
      words.add(AGGREGATES);
    }
    return "What of each row: " + String.join("; ", words);
  }

  /** Of a read and of a write, which does not aggregate. */
  List<String> examples() {
    List<String> examples = new ArrayList<>(List.of("*"));
    table.columns().stream()
        .map(Column::name)
        .map(QueryNames::name)
        .limit(1)
        .forEach(examples::add);
    parts.stream().limit(1).forEach(examples::add);
    embeds.stream().limit(1).map(embed -> "*," + embed).forEach(examples::add);
    return examples;
  }

  private static String quoted(List<String> items) {
    return String.join(", ", items.stream().map(item -> "`" + item + "`").toList());
  }
}
