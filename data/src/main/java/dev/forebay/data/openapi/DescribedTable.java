package dev.forebay.data.openapi;

import dev.forebay.auth.Policy.Action;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A table, and all else that a document's words about it follow from: of two that are equal it says
 * the same.
 *
 * @param table as the client knows it
 * @param allowed what the client may do to its rows
 * @param examples by column, a value that it takes
 * @param references by column, which columns of other tables it refers to that the client knows
 * @param embeds what {@code select} may embed
 * @param aggregates whether rows may be aggregated
 */
record DescribedTable(
    Table table,
    Set<Action> allowed,
    Map<String, JsonNode> examples,
    Map<String, List<Reference>> references,
    List<String> embeds,
    boolean aggregates) {
  /** Copies the collections. */
  DescribedTable {
    allowed = Set.copyOf(allowed);
    examples = Map.copyOf(examples);
    references = Map.copyOf(references);
    embeds = List.copyOf(embeds);
  }

  /** A column of another table. */
  record Reference(String table, String column) {}

  String name() {
    return table.name();
  }

  /** Whether all of these may be done to its rows. */
  boolean allows(Collection<Action> actions) {
    return allowed.containsAll(actions);
  }

  /** A value that the column takes. */
  JsonNode example(Column column) {
    return Objects.requireNonNull(examples.get(column.name()));
  }

  /** What the column refers to. */
  List<Reference> references(Column column) {
    return references.getOrDefault(column.name(), List.of());
  }
}
