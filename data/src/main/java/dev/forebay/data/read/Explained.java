package dev.forebay.data.read;

import dev.forebay.mysql.Session.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What EXPLAIN tells of a statement in its tabular form: how many rows the optimizer expects. Both
 * servers may join what a condition asks of other tables, before or after the statement's own
 * table:
 *
 * <pre>
 * id table        rows      filtered
 * 1  &lt;subquery2&gt;  NULL      100.00      MySQL: as many as the steps of id 2 give
 * 1  orders       21 (35%)  35.00       MariaDB: with the share that a row-id filter lets through
 * 2  customers    3         33.33
 * 1  NULL         NULL      NULL        no row can be found
 * </pre>
 */
final class Explained {
  private static final String SUBQUERY = "<subquery";

  private record Step(String select, String table, double rows) {}

  private final List<Step> steps = new ArrayList<>();
  private boolean impossible;

  /** Takes the next row of EXPLAIN's answer. */
  boolean add(Row row) {
    String select = "";
    String table = null;
    String rows = null;
    String filtered = null;
    for (int i = 1; i <= row.columnCount(); i++) {
      switch (row.label(i)) {
        case "id" -> select = Objects.requireNonNullElse(row.string(i), "");
        case "table" -> table = row.string(i);
        case "rows" -> rows = row.string(i);
        case "filtered" -> filtered = row.string(i);
        default -> {}
      }
    }
    impossible |= steps.isEmpty() && table == null;
    if (table != null) {
      steps.add(new Step(select, table, expected(rows, filtered)));
    }
    return true;
  }

  private static double expected(@Nullable String rows, @Nullable String filtered) {
    if (rows == null) {
      return Double.NaN;
    }
    double share = filtered == null ? 100 : Double.parseDouble(filtered);
    return Double.parseDouble(rows.split(" ", 2)[0]) * share / 100;
  }

  /** How many rows of the statement on this table are expected. */
  long rows(String table) {
    return impossible || steps.isEmpty() ? 0 : Math.round(rows(steps.getFirst().select(), table));
  }

  /** What is joined behind the table only tests its rows: none of them comes twice for it. */
  private double rows(String select, String table) {
    double rows = 1;
    boolean behind = false;
    for (Step step : steps) {
      if (step.select().equals(select)) {
        double expected = expected(step);
        rows *= behind ? Math.min(1, expected) : expected;
        behind |= step.table().equals(table);
      }
    }
    return rows;
  }

  private double expected(Step step) {
    if (!Double.isNaN(step.rows())) {
      return step.rows();
    }
    return step.table().startsWith(SUBQUERY)
        ? rows(step.table().substring(SUBQUERY.length(), step.table().length() - 1), "")
        : 1;
  }
}
