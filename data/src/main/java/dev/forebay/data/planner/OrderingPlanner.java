package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Grant;
import dev.forebay.data.plan.Link;
import dev.forebay.data.plan.Ordering;
import dev.forebay.data.plan.Sorting;
import dev.forebay.data.plan.Source;
import dev.forebay.data.plan.Source.As;
import dev.forebay.data.plan.Where;
import dev.forebay.data.planner.EmbedScope.ScopedEmbed;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.request.ApiRequest.OrderTerm;
import dev.forebay.data.request.Excerpt;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Turns {@code order} into a sorting. */
final class OrderingPlanner {
  private final List<Ordering> orderings = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private OrderingPlanner() {}

  static Sorting of(Grant grant, List<OrderTerm> terms, EmbedScope embeds) {
    if (terms.isEmpty()) {
      return Sorting.NONE;
    }
    OrderingPlanner all = new OrderingPlanner();
    terms.forEach(term -> all.add(term, grant, embeds));
    return new Sorting(all.orderings, all.values, true);
  }

  private void add(OrderTerm term, Grant grant, EmbedScope embeds) {
    List<Step> steps = new ArrayList<>();
    Grant at = grant;
    EmbedScope from = embeds;
    for (String label : term.embeds()) {
      ScopedEmbed embed = from.named(label);
      if (!embed.toOne()) {
        throw notToOne(at.table(), embed);
      }
      at = embed.grant();
      steps.add(new Step(embed.link(), at.rows()));
      from = embed.embeds();
    }
    add(term, at, steps);
  }

  /** A step to a related row, if it is one of these. */
  private record Step(Link link, Where rows) {}

  /** JSON sorts numbers by their value, and before them or after them all else by its text. */
  private void add(OrderTerm term, Grant grant, List<Step> steps) {
    Column column = Names.column(grant, term.operand().column());
    if (term.operand().path().isEmpty()) {
      boolean natural =
          (steps.isEmpty() && !column.nullable())
              || term.nulls() == (term.descending() ? Nulls.LAST : Nulls.FIRST);
      Nulls nulls = natural ? Nulls.NATURAL : term.nulls();
      add(new Source.Stored(column.name()), term.descending(), nulls, steps, List.of());
      return;
    }
    String path = JsonPaths.of(column, term.operand());
    if (!term.operand().text()) {
      Source.Json number = new Source.Json(column.name(), As.NUMBER);
      add(
          number,
          term.descending(),
          term.nulls(),
          steps,
          Collections.nCopies(number.bindings(), path));
    }
    Source text = new Source.Json(column.name(), As.TEXT);
    add(text, term.descending(), term.nulls(), steps, List.of(path));
  }

  /** With what the source binds; behind it in SQL stand the conditions on the rows on the way. */
  private void add(
      Source source, boolean descending, Nulls nulls, List<Step> steps, List<String> bound) {
    Source related = source;
    List<Object> binds = new ArrayList<>(bound);
    for (Step step : steps.reversed()) {
      related = new Source.Related(step.link(), step.rows().condition(), related);
      binds.addAll(step.rows().values());
    }
    Ordering ordering = new Ordering(related, descending, nulls);
    orderings.add(ordering);
    for (int i = 0; i < ordering.uses(); i++) {
      values.addAll(binds);
    }
  }

  private static ForebayException notToOne(Table table, ScopedEmbed embed) {
    return new ForebayException(
        ErrorCode.NOT_TO_ONE,
        "A related order on '%s' is not possible".formatted(Excerpt.of(embed.label())),
        "'%s' and '%s' do not form a many-to-one or one-to-one relationship"
            .formatted(table.name(), embed.grant().table().name()),
        null,
        null);
  }
}
