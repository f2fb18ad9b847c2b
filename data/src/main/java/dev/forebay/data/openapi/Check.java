package dev.forebay.data.openapi;

import dev.forebay.data.result.Truth;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The condition of a CHECK constraint, as far as examples of rows need it. Values are {@link
 * BigDecimal} or texts.
 *
 * @param columns the columns that it names
 * @param constants the values in it
 * @param condition what must not be false
 */
record Check(Set<String> columns, List<Object> constants, Condition condition) {
  /** Copies the collections. */
  Check {
    columns = Set.copyOf(columns);
    constants = List.copyOf(constants);
  }

  /** A condition on a row, which lacks what is NULL. */
  @FunctionalInterface
  interface Condition {
    Truth of(Map<String, Object> row);
  }

  /** A value of a row. Empty is NULL. */
  @FunctionalInterface
  interface Operand {
    Optional<Object> of(Map<String, Object> row);
  }

  /** Whether the constraint takes the row. */
  boolean takes(Map<String, Object> row) {
    return condition.of(row) != Truth.FALSE;
  }
}
