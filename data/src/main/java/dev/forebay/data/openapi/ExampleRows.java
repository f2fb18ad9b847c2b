package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whole rows of a table as examples. A table with CHECK constraints has none, because what these
 * ask for is not known here.
 */
final class ExampleRows {
  private final DescribedTable described;
  private final Table table;

  ExampleRows(DescribedTable described) {
    this.described = described;
    this.table = described.table();
  }

  /** A row with all columns that are shown unasked. */
  ObjectNode row() {
    return of(column -> !column.invisible());
  }

  /** A row to insert, without what the database makes and without references that need not be. */
  ObjectNode insert() {
    return of(this::isGiven);
  }

  /** A row to put in the place of the one with its key. */
  ObjectNode put() {
    return of(column -> isGiven(column) || table.primaryKey().contains(column.name()));
  }

  /** A change of one column, if possible of one whose values need not differ. */
  Optional<ObjectNode> change() {
    Set<String> keys = new HashSet<>(table.primaryKey());
    table.foreignKeys().forEach(key -> keys.addAll(key.columns()));
    Set<String> unique = new HashSet<>();
    table.uniqueKeys().forEach(key -> unique.addAll(key.columns()));
    return table.columns().stream()
        .filter(column -> !column.generated() && !keys.contains(column.name()))
        .min(Comparator.comparing(column -> unique.contains(column.name())))
        .map(changed -> of(changed::equals));
  }

  /** The row to insert in CSV, every field in quotes. */
  String csv() {
    ObjectNode row = insert();
    return line(List.copyOf(row.propertyNames()))
        + line(row.properties().stream().map(field -> Examples.text(field.getValue())).toList());
  }

  private boolean isGiven(Column column) {
    boolean refers =
        table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
    return !column.generated() && !(refers && column.nullable()) && !column.autoIncrement();
  }

  private ObjectNode of(Predicate<Column> shown) {
    ObjectNode row = JsonNodes.object();
    table.columns().stream()
        .filter(shown)
        .forEach(column -> row.set(column.name(), described.example(column)));
    return row;
  }

  private static String line(List<String> fields) {
    return fields.stream()
        .map(field -> '"' + field.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(",", "", "\n"));
  }
}
