package dev.forebay.data.plan;

import dev.forebay.data.request.ApiRequest.OrderTerm;
import dev.forebay.data.request.Filter;
import dev.forebay.data.request.SelectItem;
import java.util.List;

/**
 * What to show of the rows that a procedure answers. Their columns show only with the result, so
 * that no name in it is known to exist.
 *
 * @param select the columns, all of them plain
 * @param filter which rows
 * @param order how to sort them, by plain columns
 * @param limit how many rows at most
 * @param offset how many rows to skip
 * @param counted whether all rows that pass the filter are counted
 */
public record ResultQuery(
    List<SelectItem> select,
    Filter filter,
    List<OrderTerm> order,
    long limit,
    long offset,
    boolean counted) {
  /** Copies the lists. */
  public ResultQuery {
    select = List.copyOf(select);
    order = List.copyOf(order);
  }

  /** Whether the rows are shown as they come. */
  public boolean plain() {
    return select.equals(List.of(SelectItem.All.ALL))
        && filter.equals(Filter.none())
        && order.isEmpty()
        && limit == Resource.UNLIMITED
        && offset == 0;
  }
}
