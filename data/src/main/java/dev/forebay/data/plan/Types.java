package dev.forebay.data.plan;

import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;

/** The types of computed values, each as a column of that type would be. */
final class Types {
  private Types() {}

  static Column of(String name, ColumnType type) {
    return column(name, type, declared(type, ""));
  }

  /** What a cast makes of a value: a time keeps the digits of its fraction. */
  static Column of(Column before, ColumnType type) {
    int open = before.declaredType().indexOf('(');
    boolean timed = before.type() == ColumnType.DATETIME || before.type() == ColumnType.TIME;
    String digits = timed && open >= 0 ? before.declaredType().substring(open) : "";
    return column(before.name(), type, declared(type, digits));
  }

  private static Column column(String name, ColumnType type, String declaredType) {
    return new Column(name, type, declaredType, null, true, false, false, true);
  }

  private static String declared(ColumnType type, String digits) {
    return switch (type) {
      case INTEGER -> "bigint";
      case FLOAT -> "double";
      case DATETIME -> "datetime" + digits;
      case TIME -> "time" + digits;
      default -> type.name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
