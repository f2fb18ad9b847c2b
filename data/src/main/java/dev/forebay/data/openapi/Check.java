package dev.forebay.data.openapi;

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

  /** SQL's three values, in the order in which AND is the least of two and OR the greatest. */
  enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    static Truth of(boolean holds) {
      return holds ? TRUE : FALSE;
    }

    Truth and(Truth other) {
      return compareTo(other) < 0 ? this : other;
    }

    Truth or(Truth other) {
      return compareTo(other) > 0 ? this : other;
    }

    Truth not() {
      return switch (this) {
        case FALSE -> TRUE;
        case UNKNOWN -> UNKNOWN;
        case TRUE -> FALSE;
      };
    }
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
