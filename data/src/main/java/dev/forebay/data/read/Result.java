package dev.forebay.data.read;

import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.request.Preferences.Count;
import dev.forebay.data.row.JsonRows;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What came of a read.
 *
 * @param rows the rows to show; none where the client does not want to see them
 * @param stream the rows to show that are still to be read; null where {@code rows} are all
 * @param affected how many rows were read; −1 where that is known only at their end
 * @param total how many rows the condition names, where they were counted
 * @param labels the names of the rows' fields
 * @param cacheStatus how a read was answered; null where the cache has nothing to do with it
 */
public record Result(
    JsonRows rows,
    @Nullable RowStream stream,
    long affected,
    OptionalLong total,
    List<String> labels,
    @Nullable CacheStatus cacheStatus) {
  /** Copies the labels. */
  public Result {
    labels = List.copyOf(labels);
  }

  public static Result read(
      JsonRows rows, OptionalLong total, List<String> labels, @Nullable CacheStatus cacheStatus) {
    return new Result(rows, null, rows.count(), total, labels, cacheStatus);
  }

  static Result streamed(
      Plan.Read plan, RowStream stream, OptionalLong total, CacheStatus cacheStatus) {
    Resource resource = plan.resource();
    boolean exact = plan.count().filter(count -> count == Count.EXACT).isPresent();
    long affected =
        total.isEmpty() || !exact
            ? -1
            : Math.clamp(total.getAsLong() - resource.offset(), 0, resource.limit());
    return new Result(JsonRows.NONE, stream, affected, total, resource.labels(), cacheStatus);
  }
}
