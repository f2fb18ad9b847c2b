package dev.forebay.data.openapi;

import dev.forebay.base.ForebayException;
import dev.forebay.data.value.ColumnValue;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Values that columns take: made of the column's type, members and default, never of rows. A column
 * of a foreign key has the value of the one that it refers to, so that a database which holds the
 * examples takes those of the tables that refer to them.
 */
final class Examples {
  private final Map<String, Table> tables;

  Examples(Map<String, Table> tables) {
    this.tables = tables;
  }

  /** A value for a column of a table. */
  JsonNode of(Table table, Column column) {
    return of(table, column, new HashSet<>());
  }

  private JsonNode of(Table table, Column column, Set<Column> seen) {
    for (ForeignKey key : table.foreignKeys()) {
      int part = key.columns().indexOf(column.name());
      Table referenced = tables.get(key.referencedTable());
      if (part >= 0 && referenced != null && seen.add(column)) {
        return referenced
            .column(key.referencedColumns().get(part))
            .map(target -> of(referenced, target, seen))
            .orElseGet(() -> of(column));
      }
    }
    return of(column);
  }

  /** A value by itself. */
  static JsonNode of(Column column) {
    return byDefault(column)
        .filter(value -> !text(value).isEmpty())
        .orElseGet(() -> ValueType.of(column).example(column));
  }

  /** The column's default as JSON, where it is a constant of a type with a plain form. */
  static Optional<JsonNode> byDefault(Column column) {
    String text = column.defaultText();
    return text == null ? Optional.empty() : parsed(column, text);
  }

  /** A text as JSON, where it is a value of the column in a plain form. */
  static Optional<JsonNode> parsed(Column column, String text) {
    return isValue(column, text) ? ValueType.of(column).json(text) : Optional.empty();
  }

  /** A value as it stands in a query string. */
  static String text(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }

  private static boolean isValue(Column column, String text) {
    try {
      return ColumnValue.of(column, text) != null;
    } catch (ForebayException _) {
      return false;
    }
  }
}
