package dev.forebay.data.plan;

import dev.forebay.data.plan.Resource.Embedded;
import dev.forebay.data.plan.Resource.Item;
import dev.forebay.data.plan.Resource.Value;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.List;
import java.util.stream.Stream;

/** What an answer shows of each row of a table, in its order, and what follows from that. */
public final class Selection {
  private final List<Item> all;
  private final List<Value> fields;
  private final List<Embedded> embeds;
  private final List<String> labels;
  private final boolean plain;
  private final boolean whole;
  private final boolean grouped;

  Selection(Table table, List<? extends Item> items) {
    all = List.copyOf(items);
    fields = all.stream().filter(Value.class::isInstance).map(Value.class::cast).toList();
    embeds = all.stream().filter(Embedded.class::isInstance).map(Embedded.class::cast).toList();
    labels = all.stream().flatMap(Selection::labels).toList();
    plain = fields.stream().allMatch(Value::plain);
    whole = plain && isWhole(table, all);
    grouped = fields.stream().anyMatch(field -> field.output().aggregate() != null);
  }

  private static boolean isWhole(Table table, List<Item> items) {
    return items.equals(table.columns().stream().map(Selection::of).toList());
  }

  /** A column as it is. */
  static Value of(Column column) {
    return new Value(column.name(), Output.of(column), column);
  }

  private static Stream<String> labels(Item item) {
    return item instanceof Embedded embed && embed.spread()
        ? embed.resource().labels().stream()
        : Stream.of(item.label());
  }

  /** The items themselves. */
  public List<Item> all() {
    return all;
  }

  List<Value> fields() {
    return fields;
  }

  List<Embedded> embeds() {
    return embeds;
  }

  List<String> labels() {
    return labels;
  }

  boolean plain() {
    return plain;
  }

  boolean whole() {
    return whole;
  }

  boolean grouped() {
    return grouped;
  }
}
