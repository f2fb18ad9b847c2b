package dev.forebay.data.read;

import dev.forebay.data.row.JsonRows;
import java.util.function.Consumer;

/** Rows that are read while they are answered, a part at a time. */
@FunctionalInterface
public interface RowStream {
  /** Reads all rows, and hands them over in parts. Once only. Rejects as the executor does. */
  void forEach(Consumer<JsonRows> part);
}
