package dev.forebay.data.call;

import dev.forebay.data.read.Result;
import dev.forebay.data.row.JsonRows;
import java.util.List;

/** What a routine answers. */
public sealed interface Called {
  /**
   * The value of a function.
   *
   * @param json in JSON
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Value(byte[] json) implements Called {}

  /**
   * What a procedure gives.
   *
   * @param out what comes out of its parameters, as one row; no row where it has none that do
   * @param results what is shown of its result sets
   */
  record Results(JsonRows out, List<Result> results) implements Called {
    /** Copies the list. */
    public Results {
      results = List.copyOf(results);
    }
  }
}
