package dev.forebay.data.result;

import dev.forebay.mysql.Session.Row;

/** Says of a row whether it passes, as SQL does: of a NULL it is often unknown. */
@FunctionalInterface
interface RowTest {
  /** What it comes to. */
  enum Truth {
    /** It passes. */
    TRUE,
    /** It does not. */
    FALSE,
    /** Nobody knows, so it does not. */
    UNKNOWN;

    static Truth of(boolean truth) {
      return truth ? TRUE : FALSE;
    }

    Truth negated() {
      return switch (this) {
        case TRUE -> FALSE;
        case FALSE -> TRUE;
        case UNKNOWN -> UNKNOWN;
      };
    }
  }

  Truth of(Row row);
}
