package dev.forebay.data.evaluate;

/**
 * SQL's three values of a condition, of which AND takes the least and OR the greatest. Of a NULL
 * nobody knows.
 */
public enum Truth {
  /** It does not hold. */
  FALSE,
  /** Nobody knows. */
  UNKNOWN,
  /** It holds. */
  TRUE;

  /** One of the two that are known. */
  public static Truth of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  /** Both. */
  public Truth and(Truth other) {
    return compareTo(other) < 0 ? this : other;
  }

  /** At least one. */
  public Truth or(Truth other) {
    return compareTo(other) > 0 ? this : other;
  }

  /** The opposite. */
  public Truth not() {
    return switch (this) {
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
      case TRUE -> FALSE;
    };
  }
}
