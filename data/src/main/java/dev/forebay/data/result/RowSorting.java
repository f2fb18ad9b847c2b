package dev.forebay.data.result;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.request.ApiRequest.OrderTerm;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which order a result's rows are shown. Rows that are equal stay as the routine has sorted
 * them.
 *
 * @param terms by what, first the most significant
 * @param columns what the terms name
 * @param rows where their values are
 */
record RowSorting(List<OrderTerm> terms, List<Column> columns, ResultColumns rows) {
  /** Copies the lists. */
  RowSorting {
    terms = List.copyOf(terms);
    columns = List.copyOf(columns);
  }

  /** FB202, FB208. */
  static RowSorting of(List<OrderTerm> terms, ResultColumns rows) {
    List<Column> columns =
        terms.stream().map(term -> rows.column(term.operand().column())).toList();
    columns.forEach(RowSorting::requireCompared);
    return new RowSorting(terms, columns, rows);
  }

  private static void requireCompared(Column column) {
    if (!ValueType.of(column).isCompared()) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "The column %s of the result is not compared".formatted(column.name()),
          "The column is " + column.declaredType(),
          "Only is.null and is.not_null are for it",
          null);
    }
  }

  /** What to compare of a row. */
  List<@Nullable Object> keys(Row row) {
    List<@Nullable Object> keys = new ArrayList<>(columns.size());
    columns.forEach(column -> keys.add(rows.value(row, column)));
    return keys;
  }

  int compare(List<@Nullable Object> left, List<@Nullable Object> right) {
    for (int i = 0; i < terms.size(); i++) {
      int order = compare(terms.get(i), columns.get(i), left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** NULLs are where tables have them: first in ascending, last in descending order. */
  private static int compare(
      OrderTerm term, Column column, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      boolean first =
          term.nulls() == Nulls.NATURAL ? !term.descending() : term.nulls() == Nulls.FIRST;
      int order = Boolean.compare(left != null, right != null);
      return first ? order : -order;
    }
    int order = ValueType.of(column).compare(left, right);
    return term.descending() ? -order : order;
  }
}
