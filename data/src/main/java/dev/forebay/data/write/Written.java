package dev.forebay.data.write;

import dev.forebay.data.row.JsonRows;
import java.util.Collections;
import java.util.Map;

/**
 * What came of a write.
 *
 * @param rows the rows to show; none where the client does not want to see them
 * @param affected how many rows were written
 * @param inserted how many of them were not there before
 * @param key of a single inserted row whose key the client wants, by column
 */
public record Written(JsonRows rows, long affected, long inserted, Map<String, String> key) {
  /** The key is not to be changed any more. */
  public Written {
    key = Collections.unmodifiableMap(key);
  }

  public static Written rows(long affected) {
    return new Written(JsonRows.NONE, affected, 0, Map.of());
  }
}
