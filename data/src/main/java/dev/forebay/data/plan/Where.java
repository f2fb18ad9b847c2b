package dev.forebay.data.plan;

import dev.forebay.data.plan.Condition.All;
import dev.forebay.data.plan.Condition.Comparison;
import dev.forebay.data.plan.Condition.Test;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A condition with its values.
 *
 * @param condition the shape
 * @param values in the order in which the condition's tests, read from left to right, take them
 */
public record Where(Condition condition, List<Object> values) {
  /** Every row. */
  public static final Where EVERYTHING = new Where(Condition.TRUE, List.of());

  /** Copies the values. */
  public Where {
    values = List.copyOf(values);
  }

  /** Both this and, behind it, another. */
  public Where and(Where other) {
    if (equals(EVERYTHING)) {
      return other;
    }
    if (other.equals(EVERYTHING)) {
      return this;
    }
    List<Object> both = new ArrayList<>(values);
    both.addAll(other.values);
    return new Where(new All(List.of(condition, other.condition)), both);
  }

  /** The same of the row of the junction that has led to a row. */
  public Where between() {
    return equals(EVERYTHING) ? this : new Where(new Condition.Between(condition), values);
  }

  /**
   * The values by column, where this is nothing but equalities on different columns; else nothing.
   */
  public Map<String, Object> equalities() {
    List<Condition> tests = condition instanceof All all ? all.conditions() : List.of(condition);
    Map<String, Object> equalities = LinkedHashMap.newLinkedHashMap(tests.size());
    for (int i = 0; i < tests.size(); i++) {
      if (!(tests.get(i) instanceof Test(Source.Stored(String column), Comparison comparison, _))
          || comparison != Comparison.EQUAL
          || equalities.put(column, values.get(i)) != null) {
        return Map.of();
      }
    }
    return equalities;
  }
}
