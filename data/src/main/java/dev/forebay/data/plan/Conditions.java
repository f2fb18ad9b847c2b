package dev.forebay.data.plan;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Relatives.Relative;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.Filter;
import dev.forebay.data.request.Operator;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a filter into a condition, and collects its values on the way. */
final class Conditions {
  private final Grant grant;
  private final Relatives relatives;
  private final List<Object> values = new ArrayList<>();

  private Conditions(Grant grant, Relatives relatives) {
    this.grant = grant;
    this.relatives = relatives;
  }

  static Where of(Table table, Filter filter) {
    return of(Grant.all(table), filter, Relatives.NONE, List.of());
  }

  /** What a filter says, and that each of some embeds has a row. */
  static Where of(Grant grant, Filter filter, Relatives relatives, List<Relative> inner) {
    if (filter.equals(Filter.none()) && inner.isEmpty()) {
      return Where.EVERYTHING;
    }
    Conditions conditions = new Conditions(grant, relatives);
    List<Condition> all = new ArrayList<>();
    if (!filter.equals(Filter.none())) {
      all.add(conditions.condition(filter));
    }
    inner.forEach(relative -> all.add(conditions.exists(relative)));
    return new Where(all.size() == 1 ? all.getFirst() : new Condition.All(all), conditions.values);
  }

  private Condition condition(Filter filter) {
    return switch (filter) {
      case Filter.All all -> new Condition.All(conditions(all.filters()));
      case Filter.Any any -> new Condition.Any(conditions(any.filters()));
      case Filter.Not not -> new Condition.Not(condition(not.filter()));
      case Filter.Test test -> test(test);
      case Filter.Unreadable unreadable -> {
        if (relatives.find(unreadable.column()).isEmpty()) {
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
    Optional<Relative> relative = relatives.find(test.operand().column());
    return relative.isPresent() && test.operand().path().isEmpty()
        ? emptiness(relative.get(), test)
        : Tests.of(grant, test, values);
  }

  /** {@code customers=is.null}: whether the embed is empty. */
  private Condition emptiness(Relative relative, Filter.Test test) {
    boolean is = test.operator() == Operator.IS;
    if (is && test.value().equals("null")) {
      return new Condition.Not(exists(relative));
    }
    if (is && test.value().equals("not_null")) {
      return exists(relative);
    }
    throw new ForebayException(
        ErrorCode.EMBED_FILTER,
        "Bad operator on the '%s' embedded resource".formatted(Excerpt.of(relative.label())),
        "Only is null or not is null filters are allowed on embedded resources",
        null,
        null);
  }

  private Condition exists(Relative relative) {
    values.addAll(relative.where().values());
    return new Condition.Exists(relative.link(), relative.where().condition());
  }
}
