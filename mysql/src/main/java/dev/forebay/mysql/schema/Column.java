package dev.forebay.mysql.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column.
 *
 * @param name as the database spells it
 * @param type what its values are
 * @param declaredType the type as declared, for example {@code decimal(10,2)}; behind a geometry's
 *     stands the reference system that MySQL holds it to: {@code point srid 4326}
 * @param collation of a text column, for example {@code utf8mb4_uca1400_ai_ci}; null for others
 * @param nullable whether it takes NULL
 * @param autoIncrement whether the database makes its values
 * @param generated whether it is computed and so cannot be written
 * @param hasDefault whether it may be left out of an INSERT
 * @param defaultText the default as a text, where it is a constant
 * @param comment as declared; empty for none
 * @param invisible whether {@code *} leaves it out
 */
public record Column(
    String name,
    ColumnType type,
    String declaredType,
    @Nullable String collation,
    boolean nullable,
    boolean autoIncrement,
    boolean generated,
    boolean hasDefault,
    @Nullable String defaultText,
    String comment,
    boolean invisible) {
  private static final String SRID = " srid ";

  /** A visible column without a constant default and without a comment. */
  public Column(
      String name,
      ColumnType type,
      String declaredType,
      @Nullable String collation,
      boolean nullable,
      boolean autoIncrement,
      boolean generated,
      boolean hasDefault) {
    this(
        name,
        type,
        declaredType,
        collation,
        nullable,
        autoIncrement,
        generated,
        hasDefault,
        null,
        "",
        false);
  }

  /** The number of the reference system of a geometry's column; 0 where it is held to none. */
  public int srid() {
    int at = declaredType.indexOf(SRID);
    return at < 0 ? 0 : Integer.parseInt(declaredType.substring(at + SRID.length()));
  }

  /** Whether it holds vectors, which are {@link ColumnType#BINARY}. */
  public boolean isVector() {
    return declaredType.startsWith("vector");
  }

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
