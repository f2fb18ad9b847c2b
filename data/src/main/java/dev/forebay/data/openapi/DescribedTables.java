package dev.forebay.data.openapi;

import dev.forebay.data.openapi.DescribedTable.Reference;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The tables that a client knows, with what a document says of each. One document. */
final class DescribedTables {
  /** A table that all others refer to would have a description as long as the document. */
  private static final int MOST_EMBEDS = 20;

  private final Access access;
  private final boolean aggregates;
  private final Map<String, Table> tables;
  private final Examples examples;
  private final Map<String, List<String>> embeds = new HashMap<>();

  private DescribedTables(Schema schema, Access access, boolean aggregates) {
    this.access = access;
    this.aggregates = aggregates;
    this.tables =
        schema.tables().values().stream()
            .filter(table -> access.shows(table.name()))
            .map(access::shown)
            .filter(table -> !table.columns().isEmpty())
            .collect(Collectors.toMap(Table::name, Function.identity()));
    this.examples = new Examples(tables);
    tables.values().forEach(this::addEmbeds);
  }

  /** Them by name. */
  static List<DescribedTable> of(Schema schema, Access access, boolean aggregates) {
    DescribedTables described = new DescribedTables(schema, access, aggregates);
    return described.tables.values().stream()
        .sorted(Comparator.comparing(Table::name))
        .map(described::describe)
        .toList();
  }

  /** {@code customers!orders_ibfk_1(*)}: the name of the key tells it from others. */
  private void addEmbeds(Table table) {
    for (ForeignKey key : table.foreignKeys()) {
      String other = key.referencedTable();
      if (!other.equals(table.name())) {
        addEmbed(table.name(), other, key.name());
        addEmbed(other, table.name(), key.name());
      } else if (key.columns().size() == 1) {
        addEmbed(other, other, key.columns().getFirst());
      }
    }
  }

  private void addEmbed(String near, String far, String hint) {
    if (tables.containsKey(near) && tables.containsKey(far)) {
      embeds
          .computeIfAbsent(near, _ -> new ArrayList<>())
          .add(QueryNames.name(far) + "!" + QueryNames.name(hint) + "(*)");
    }
  }

  private DescribedTable describe(Table table) {
    Map<String, JsonNode> values = new HashMap<>();
    for (Column column : table.columns()) {
      values.put(column.name(), examples.of(table, column));
    }
    return new DescribedTable(
        table,
        access.allowed(table.name()),
        values,
        references(table),
        embeds.getOrDefault(table.name(), List.of()).stream()
            .sorted()
            .distinct()
            .limit(MOST_EMBEDS)
            .toList(),
        aggregates);
  }

  private Map<String, List<Reference>> references(Table table) {
    Map<String, List<Reference>> references = new HashMap<>();
    for (ForeignKey key : table.foreignKeys()) {
      for (int part = 0; part < key.columns().size(); part++) {
        Reference to = new Reference(key.referencedTable(), key.referencedColumns().get(part));
        if (access.shows(to.table(), to.column())) {
          references.computeIfAbsent(key.columns().get(part), _ -> new ArrayList<>()).add(to);
        }
      }
    }
    return references;
  }
}
