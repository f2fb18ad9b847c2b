package dev.forebay.data.execute;

import dev.forebay.data.row.JsonRows;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What came of a plan.
 *
 * @param rows the rows to show; none where the client does not want to see them
 * @param affected how many rows were read or written
 * @param total how many rows the condition names, where they were counted
 * @param key of a single inserted row whose key the client wants, by column
 * @param cacheStatus how a read was answered, as Cache-Status says it (RFC 9211); null for a write
 */
public record Result(
    JsonRows rows,
    long affected,
    OptionalLong total,
    Map<String, String> key,
    @Nullable String cacheStatus) {
  /** The key is not to be changed any more. */
  public Result {
    key = Collections.unmodifiableMap(key);
  }

  static Result read(JsonRows rows, OptionalLong total, String cacheStatus) {
    return new Result(rows, rows.count(), total, Map.of(), cacheStatus);
  }

  static Result written(JsonRows rows, long affected) {
    return new Result(rows, affected, OptionalLong.empty(), Map.of(), null);
  }
}
