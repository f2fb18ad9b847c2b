package dev.forebay.mysql.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column.
 *
 * @param name as the database spells it
 * @param type what its values are
 * @param declaredType the type as declared, for example {@code decimal(10,2)}: for messages alone
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
    boolean nullable,
    boolean autoIncrement,
    boolean generated,
    boolean hasDefault,
    @Nullable String defaultText,
    String comment,
    boolean invisible) {
  /** A visible column without a constant default and without a comment. */
  public Column(
      String name,
      ColumnType type,
      String declaredType,
      boolean nullable,
      boolean autoIncrement,
      boolean generated,
      boolean hasDefault) {
    this(name, type, declaredType, nullable, autoIncrement, generated, hasDefault, null, "", false);
  }

  /**
   * A value that is no table's: a parameter, or what a query gives.
   *
   * @param declaredType the type, for example {@code decimal(10,2)}
   */
  public static Column of(String name, String declaredType) {
    ColumnType type = Booleans.byType(ColumnType.of(declaredType, null));
    return new Column(name, type, declaredType, true, false, false, true);
  }

  /** The same of another type. */
  Column withType(ColumnType other) {
    return new Column(
        name,
        other,
        declaredType,
        nullable,
        autoIncrement,
        generated,
        hasDefault,
        defaultText,
        comment,
        invisible);
  }

  /** The same under another name. */
  public Column named(String other) {
    return new Column(
        other,
        type,
        declaredType,
        nullable,
        autoIncrement,
        generated,
        hasDefault,
        defaultText,
        comment,
        invisible);
  }
}
