package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Grant;
import dev.forebay.data.plan.Where;
import dev.forebay.data.planner.EmbedScope.ScopedEmbed;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.Filter;
import dev.forebay.data.request.Operator;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a filter into a condition, and collects its values on the way. */
final class ConditionPlanner {
  private final Grant grant;
  private final EmbedScope embeds;
  private final List<Object> values = new ArrayList<>();

  private ConditionPlanner(Grant grant, EmbedScope embeds) {
    this.grant = grant;
    this.embeds = embeds;
  }

  static Where of(Table table, Filter filter) {
    return of(Grant.all(table), filter, EmbedScope.NONE, List.of());
  }

  /** What a filter says, and that each of some embeds has a row. */
  static Where of(Grant grant, Filter filter, EmbedScope embeds, List<ScopedEmbed> inner) {
    if (filter.equals(Filter.none()) && inner.isEmpty()) {
      return Where.EVERYTHING;
    }
    ConditionPlanner conditions = new ConditionPlanner(grant, embeds);
    List<Condition> all = new ArrayList<>();
    if (!filter.equals(Filter.none())) {
      all.add(conditions.condition(filter));
    }
    inner.forEach(embed -> all.add(conditions.exists(embed)));
    return new Where(all.size() == 1 ? all.getFirst() : new Condition.All(all), conditions.values);
  }

  private Condition condition(Filter filter) {
    return switch (filter) {
      case Filter.All all -> new Condition.All(conditions(all.filters()));
      case Filter.Any any -> new Condition.Any(conditions(any.filters()));
      case Filter.Not not -> new Condition.Not(condition(not.filter()));
      case Filter.Test test -> test(test);
      case Filter.Unreadable unreadable -> {
        if (embeds.find(unreadable.column()).isEmpty()) {
          Names.column(grant, unreadable.column());
        }
        throw unreadable.error();
      }
    };
  }

  private List<Condition> conditions(List<Filter> filters) {
    List<Condition> conditions = new ArrayList<>(filters.size());
    for (Filter filter : filters) {
      conditions.add(condition(filter));
    }
    return conditions;
  }

  private Condition test(Filter.Test test) {
    Optional<ScopedEmbed> embed = embeds.find(test.operand().column());
    return embed.isPresent() && test.operand().path().isEmpty()
        ? emptiness(embed.get(), test)
        : ColumnConditions.of(grant, test, values);
  }

  /** {@code customers=is.null}: whether the embed is empty. */
  private Condition emptiness(ScopedEmbed embed, Filter.Test test) {
    boolean is = test.operator() == Operator.IS;
    if (is && test.value().equals("null")) {
      return new Condition.Not(exists(embed));
    }
    if (is && test.value().equals("not_null")) {
      return exists(embed);
    }
    throw new ForebayException(
        ErrorCode.EMBED_FILTER,
        "Bad operator on the '%s' embedded resource".formatted(Excerpt.of(embed.label())),
        "Only is null or not is null filters are allowed on embedded resources",
        null,
        null);
  }

  private Condition exists(ScopedEmbed embed) {
    values.addAll(embed.where().values());
    return new Condition.Exists(embed.link(), embed.where().condition());
  }
}
