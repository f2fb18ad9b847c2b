package dev.forebay.data.plan;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Source.As;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.request.ApiRequest.OrderTerm;
import dev.forebay.data.request.Excerpt;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Turns {@code order} into a sorting. */
final class Orderings {
  private final List<Ordering> orderings = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private Orderings() {}

  static Sorting of(Table table, List<OrderTerm> terms, Relatives relatives) {
    if (terms.isEmpty()) {
      return Sorting.NONE;
    }
    Orderings all = new Orderings();
    terms.forEach(term -> all.add(term, table, relatives));
    return new Sorting(all.orderings, all.values);
  }

  private void add(OrderTerm term, Table table, Relatives relatives) {
    List<Link> links = new ArrayList<>();
    Table at = table;
    Relatives from = relatives;
    for (String label : term.embeds()) {
      Relatives.Relative relative = from.named(label);
      if (!relative.toOne()) {
        throw notToOne(at, relative);
      }
      links.add(relative.link());
      at = relative.table();
      from = relative.relatives();
    }
    add(term, at, links);
  }

  /** JSON sorts numbers by their value, and before them or after them all else by its text. */
  private void add(OrderTerm term, Table table, List<Link> links) {
    Column column = Names.column(table, term.operand().column());
    if (term.operand().path().isEmpty()) {
      boolean natural =
          (links.isEmpty() && !column.nullable())
              || term.nulls() == (term.descending() ? Nulls.LAST : Nulls.FIRST);
      Nulls nulls = natural ? Nulls.NATURAL : term.nulls();
      add(new Source.Stored(column.name()), term.descending(), nulls, links, "");
      return;
    }
    String path = JsonPaths.of(column, term.operand());
    if (!term.operand().text()) {
      Source number = new Source.Json(column.name(), As.NUMBER);
      add(number, term.descending(), term.nulls(), links, path);
    }
    Source text = new Source.Json(column.name(), As.TEXT);
    add(text, term.descending(), term.nulls(), links, path);
  }

  private void add(Source source, boolean descending, Nulls nulls, List<Link> links, String path) {
    Source related = source;
    for (Link link : links.reversed()) {
      related = new Source.Related(link, related);
    }
    Ordering ordering = new Ordering(related, descending, nulls);
    orderings.add(ordering);
    values.addAll(Collections.nCopies(ordering.bindings(), path));
  }

  private static ForebayException notToOne(Table table, Relatives.Relative relative) {
    return new ForebayException(
        ErrorCode.NOT_TO_ONE,
        "A related order on '%s' is not possible".formatted(Excerpt.of(relative.label())),
        "'%s' and '%s' do not form a many-to-one or one-to-one relationship"
            .formatted(table.name(), relative.table().name()),
        null,
        null);
  }
}
