package dev.forebay.mysql;

import dev.forebay.base.ForebayException;
import java.sql.SQLException;

/** Whether an error may be due to a statement that was written for the schema before a DDL. */
public final class StaleSchema {
  private StaleSchema() {}

  /** Whether the statement names what is not there, or not as the statement takes it to be. */
  public static boolean mayExplain(ForebayException e) {
    return e.getCause() instanceof SQLException cause && contradicts(cause.getErrorCode());
  }

  /**
   * Unknown tables, columns, keys and routines; other numbers of columns or arguments; other types
   * and collations; generated columns and views that are written to; definitions that changed while
   * they were used.
   */
  private static boolean contradicts(int number) {
    return switch (number) {
      case 1051, 1054, 1072, 1109, 1146, 1176, 1191, 1305, 1356, 1347 -> true;
      case 1136, 1318, 1364 -> true;
      case 1267, 1270, 1271, 3988, 4078, 4079 -> true;
      case 1288, 1348, 1393, 1394, 1471, 1906, 3105 -> true;
      case 1412, 1615 -> true;
      default -> false;
    };
  }
}
