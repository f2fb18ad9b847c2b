package dev.forebay.mysql.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column.
 *
 * @param name as the database spells it
 * @param type what its values are
 * @param declaredType the type as declared, for example {@code decimal(10,2)}
 * @param collation of a text column, for example {@code utf8mb4_uca1400_ai_ci}; null for others
 * @param nullable whether it takes NULL
 * @param autoIncrement whether the database makes its values
 * @param generated whether it is computed and so cannot be written
 * @param hasDefault whether it may be left out of an INSERT
 */
public record Column(
    String name,
    ColumnType type,
    String declaredType,
    @Nullable String collation,
    boolean nullable,
    boolean autoIncrement,
    boolean generated,
    boolean hasDefault) {
  /**
   * A value that is no table's: a parameter, or what a query gives.
   *
   * @param dataType the type's name, for example {@code decimal}
   * @param declaredType the type in full, for example {@code decimal(10,2)}
   */
  public static Column of(String name, String dataType, String declaredType) {
    ColumnType type = ColumnTypes.of(dataType, declaredType, false);
    return new Column(name, type, declaredType, null, true, false, false, true);
  }
}
