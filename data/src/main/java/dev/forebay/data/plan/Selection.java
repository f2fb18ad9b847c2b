package dev.forebay.data.plan;

import dev.forebay.data.plan.Resource.Embedded;
import dev.forebay.data.plan.Resource.Item;
import dev.forebay.data.plan.Resource.Value;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** What an answer shows of each row of a table, in its order, and what follows from that. */
public final class Selection {
  private final List<Item> all;
  private final List<Value> fields;
  private final List<Embedded> embeds;
  private final List<String> labels;
  private final boolean plain;
  private final boolean whole;
  private final boolean grouped;

  public Selection(Table table, List<? extends Item> items) {
    all = List.copyOf(items);
    List<Value> values = new ArrayList<>(all.size());
    List<Embedded> embedded = new ArrayList<>();
    List<String> keys = new ArrayList<>(all.size());
    for (Item item : all) {
      switch (item) {
        case Value value -> values.add(value);
        case Embedded embed -> embedded.add(embed);
      }
      addLabels(item, keys);
    }
    fields = List.copyOf(values);
    embeds = List.copyOf(embedded);
    labels = List.copyOf(keys);
    plain = fields.stream().allMatch(Value::plain);
    whole = plain && isWhole(table, all);
    grouped = fields.stream().anyMatch(field -> field.output().aggregate() != null);
  }

  private static boolean isWhole(Table table, List<Item> items) {
    List<Column> columns = table.columns();
    if (items.size() != columns.size()) {
      return false;
    }
    for (int i = 0; i < items.size(); i++) {
      if (!items.get(i).equals(of(columns.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** A column as it is. */
  public static Value of(Column column) {
    return new Value(column.name(), Output.of(column), column);
  }

  private static void addLabels(Item item, List<String> labels) {
    if (item instanceof Embedded embed && embed.spread()) {
      labels.addAll(embed.resource().labels());
    } else {
      labels.add(item.label());
    }
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
