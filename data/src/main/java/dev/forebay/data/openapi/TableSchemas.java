package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of a table's rows: as they are answered, under the table's name, and as they are
 * inserted, under {@code NAME.insert}. Keys are described in PostgREST's words, which its tools
 * look for.
 */
final class TableSchemas {
  private final DescribedTable described;
  private final Table table;
  private final ExampleRows rows;

  TableSchemas(DescribedTable described, ExampleRows rows) {
    this.described = described;
    this.table = described.table();
    this.rows = rows;
  }

  /** A row as it is answered; select may leave out or add what it likes. */
  ObjectNode row() {
    ObjectNode schema = described(JsonNodes.type("object"), table.comment());
    ObjectNode properties = JsonNodes.object();
    for (Column column : table.columns()) {
      ObjectNode property = property(column);
      boolean made = column.generated() || column.autoIncrement();
      properties.set(column.name(), made ? property.put("readOnly", true) : property);
    }
    schema.set("properties", properties);
    return table.rules().checked() ? schema : schema.set("examples", JsonNodes.array(rows.row()));
  }

  /** A row as it is inserted: what must be there, and what may. */
  ObjectNode insert() {
    ObjectNode properties = JsonNodes.object();
    List<String> required = new ArrayList<>();
    for (Column column : table.columns()) {
      if (!column.generated()) {
        properties.set(column.name(), property(column));
      }
      if (!column.hasDefault()) {
        required.add(column.name());
      }
    }
    ObjectNode schema = JsonNodes.type("object").put("additionalProperties", false);
    if (!required.isEmpty()) {
      schema.set("required", JsonNodes.texts(required));
    }
    return schema.set("properties", properties);
  }

  private ObjectNode property(Column column) {
    ObjectNode property = described(ColumnSchemas.of(column), description(column));
    Examples.byDefault(column).ifPresent(value -> property.set("default", value));
    return property;
  }

  private String description(Column column) {
    List<String> words = new ArrayList<>();
    words.add(column.comment());
    words.add("`" + column.declaredType() + "`");
    if (table.primaryKey().contains(column.name())) {
      words.add("Note:\nThis is a Primary Key.<pk/>");
    }
    if (column.invisible()) {
      words.add("Invisible: shown where `select` names it.");
    }
    described.references(column).forEach(to -> words.add(reference(to.table(), to.column())));
    return String.join("\n\n", words.stream().filter(word -> !word.isEmpty()).toList());
  }

  private static String reference(String table, String column) {
    return "Note:\nThis is a Foreign Key to `%s.%s`.<fk table='%s' column='%s'/>"
        .formatted(table, column, table, column);
  }

  private static ObjectNode described(ObjectNode schema, String description) {
    return Stream.of(description)
        .filter(words -> !words.isEmpty())
        .map(words -> schema.put("description", words))
        .findFirst()
        .orElse(schema);
  }
}
