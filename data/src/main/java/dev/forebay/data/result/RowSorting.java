package dev.forebay.data.result;

import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.request.ApiRequest.OrderTerm;
import dev.forebay.mysql.Session.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which order a result's rows are shown. Rows that are equal stay as the routine has sorted
 * them.
 *
 * @param terms by what, first the most significant
 * @param cells where the terms' values are
 */
record RowSorting(List<OrderTerm> terms, List<Cells> cells) {
  /** Copies the lists. */
  RowSorting {
    terms = List.copyOf(terms);
    cells = List.copyOf(cells);
  }

  static RowSorting of(List<OrderTerm> terms, ResultColumns columns) {
    List<Cells> cells = new ArrayList<>();
    for (OrderTerm term : terms) {
      int index = columns.indexOf(term.operand().column());
      cells.add(new Cells(columns.column(index), index));
    }
    return new RowSorting(terms, cells);
  }

  /** What to compare of a row. */
  List<@Nullable Cell> keys(Row row) {
    List<@Nullable Cell> keys = new ArrayList<>(cells.size());
    cells.forEach(cell -> keys.add(cell.of(row)));
    return keys;
  }

  int compare(List<@Nullable Cell> left, List<@Nullable Cell> right) {
    for (int i = 0; i < terms.size(); i++) {
      int order = compare(terms.get(i), left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** NULLs are where tables have them: first in ascending, last in descending order. */
  private static int compare(OrderTerm term, @Nullable Cell left, @Nullable Cell right) {
    if (left == null || right == null) {
      boolean first =
          term.nulls() == Nulls.NATURAL ? !term.descending() : term.nulls() == Nulls.FIRST;
      int order = Boolean.compare(left != null, right != null);
      return first ? order : -order;
    }
    return term.descending() ? right.compareTo(left) : left.compareTo(right);
  }
}
