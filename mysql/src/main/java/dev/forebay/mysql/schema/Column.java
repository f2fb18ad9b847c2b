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
    boolean hasDefault) {}
