package dev.forebay.data.row;

import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Where;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is evaluated on whole rows here, and says of each what SQL would say: with three
 * truth values, of which null is the unknown one. Any thread.
 */
public final class RowCondition {
  private final Table table;
  private final Truth truth;

  private RowCondition(Table table, Truth truth) {
    this.table = table;
    this.truth = truth;
  }

  /** What a condition says of a row. */
  @FunctionalInterface
  interface Truth {
    @Nullable Boolean of(WholeRows row);
  }

  /** The condition, unless there is something in it that only the database can decide. */
  public static Optional<RowCondition> of(Table table, Where where) {
    return new Compiler(table, where.values().iterator())
        .truth(where.condition())
        .map(truth -> new RowCondition(table, truth));
  }

  /** Those of the table's whole rows for which it is true. */
  public JsonRows among(JsonRows rows) {
    WholeRows whole = new WholeRows(table, rows);
    JsonBuffer kept = new JsonBuffer(rows.length());
    int count = 0;
    while (whole.next()) {
      if (Boolean.TRUE.equals(truth.of(whole))) {
        whole.copy(count++ == 0 ? kept : kept.put(','));
      }
    }
    return count == rows.count() ? rows : new JsonRows(kept.toByteArray(), 0, count);
  }

  /** Takes the values in the order in which the conditions name them. */
  private record Compiler(Table table, Iterator<Object> values) {

    Optional<Truth> truth(Condition condition) {
      return switch (condition) {
        case Condition.All all ->
            each(all.conditions()).map(each -> row -> decided(each, row, false));
        case Condition.Any any ->
            each(any.conditions()).map(each -> row -> decided(each, row, true));
        case Condition.Not not -> truth(not.condition()).map(truth -> row -> not(truth.of(row)));
        case Condition.Test test -> ColumnComparison.of(table, test, values);
        case Condition.Exists _, Condition.Between _, Condition.KeyIn _ -> Optional.empty();
      };
    }

    private Optional<List<Truth>> each(List<Condition> conditions) {
      List<Truth> each = new ArrayList<>();
      for (Condition condition : conditions) {
        Optional<Truth> truth = truth(condition);
        if (truth.isEmpty()) {
          return Optional.empty();
        }
        each.add(truth.get());
      }
      return Optional.of(each);
    }
  }

  /** What one of them decides for all: false of AND, true of OR; else unknown if one of them is. */
  private static @Nullable Boolean decided(List<Truth> each, WholeRows row, boolean decisive) {
    boolean unknown = false;
    for (Truth truth : each) {
      Boolean one = truth.of(row);
      if (one == null) {
        unknown = true;
      } else if (one == decisive) {
        return decisive;
      }
    }
    return unknown ? null : Boolean.valueOf(!decisive);
  }

  private static @Nullable Boolean not(@Nullable Boolean truth) {
    return truth == null ? null : Boolean.valueOf(!truth);
  }
}
