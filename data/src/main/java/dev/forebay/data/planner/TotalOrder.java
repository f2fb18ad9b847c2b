package dev.forebay.data.planner;

import dev.forebay.data.plan.Ordering;
import dev.forebay.data.plan.Output;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.plan.Resource.Value;
import dev.forebay.data.plan.Sorting;
import dev.forebay.data.plan.Source;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.UniqueKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Makes an order one in which no two rows are alike, so that its pages have each row once: the
 * primary key comes last, of groups what they are made by. In the direction of the last column that
 * is asked for, because then one index serves both: each of InnoDB's ends with the primary key.
 */
final class TotalOrder {
  private final List<Ordering> orderings;
  private final List<Object> values;
  private final boolean asked;
  private final boolean descending;
  private final Set<Source> sources = new HashSet<>();

  private TotalOrder(Sorting sorting) {
    orderings = new ArrayList<>(sorting.orderings());
    values = new ArrayList<>(sorting.values());
    asked = sorting.asked();
    descending = asked && orderings.getLast().descending();
    orderings.forEach(ordering -> sources.add(ordering.source()));
  }

  /** The resource in such an order; of a view, which has no key, it is as it was. */
  static Resource of(Resource resource) {
    TotalOrder total = new TotalOrder(resource.sorting());
    if (resource.grouped()) {
      total.addGroups(resource);
    } else if (!total.namesRows(resource.table())) {
      resource.table().primaryKey().forEach(total::add);
    }
    return resource.sorted(new Sorting(total.orderings, total.values, total.asked));
  }

  /** With a key behind a unique one, MariaDB would not take the unique one's index. */
  private boolean namesRows(Table table) {
    return table.uniqueKeys().stream()
        .map(UniqueKey::columns)
        .anyMatch(key -> key.stream().allMatch(column -> names(table, column)));
  }

  private boolean names(Table table, String column) {
    return sources.contains(new Source.Stored(column))
        && table.column(column).filter(known -> !known.nullable()).isPresent();
  }

  private void addGroups(Resource resource) {
    Iterator<Object> bound = resource.values().iterator();
    for (Value field : resource.fields()) {
      Output output = field.output();
      List<Object> paths =
          output.source() instanceof Source.Json ? List.of(bound.next()) : List.of();
      if (output.aggregate() == null && output.source() != null) {
        add(output.source(), paths);
      }
    }
    resource.embeds().forEach(embed -> embed.link().from().forEach(this::add));
  }

  private void add(String column) {
    add(new Source.Stored(column), List.of());
  }

  private void add(Source source, List<Object> bound) {
    if (sources.add(source) || !bound.isEmpty()) {
      orderings.add(new Ordering(source, descending, Nulls.NATURAL));
      values.addAll(bound);
    }
  }
}
