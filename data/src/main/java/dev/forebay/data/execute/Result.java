package dev.forebay.data.execute;

import dev.forebay.data.row.JsonRows;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What came of a read.
 *
 * @param rows the rows to show; none where the client does not want to see them
 * @param affected how many rows were read
 * @param total how many rows the condition names, where they were counted
 * @param cacheStatus how a read was answered, as Cache-Status says it (RFC 9211)
 */
public record Result(
    JsonRows rows, long affected, OptionalLong total, @Nullable String cacheStatus) {
  static Result read(JsonRows rows, OptionalLong total, String cacheStatus) {
    return new Result(rows, rows.count(), total, cacheStatus);
  }
}
