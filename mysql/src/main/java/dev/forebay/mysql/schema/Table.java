package dev.forebay.mysql.schema;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table or view.
 *
 * @param name as the database spells it
 * @param view whether it is a view
 * @param columns in the order of their definition
 * @param primaryKey the primary key's column names in key order; empty where there is none, or one
 *     that is {@linkplain WriteRules.DerivedKey derived}
 * @param uniqueKeys every other unique key over whole columns
 * @param foreignKeys the keys that refer to other tables
 * @param fullTextColumns the columns that a FULLTEXT index is on, alone
 * @param rules what else the database does with rows that are written
 * @param comment as declared; empty for none
 */
public record Table(
    String name,
    boolean view,
    List<Column> columns,
    List<String> primaryKey,
    List<UniqueKey> uniqueKeys,
    List<ForeignKey> foreignKeys,
    List<String> fullTextColumns,
    WriteRules rules,
    String comment) {
  /** Copies the lists. */
  public Table {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    uniqueKeys = List.copyOf(uniqueKeys);
    foreignKeys = List.copyOf(foreignKeys);
    fullTextColumns = List.copyOf(fullTextColumns);
  }

  /** A table that stores what it is given, without a comment. */
  public Table(
      String name,
      boolean view,
      List<Column> columns,
      List<String> primaryKey,
      List<UniqueKey> uniqueKeys,
      List<ForeignKey> foreignKeys,
      List<String> fullTextColumns) {
    this(
        name,
        view,
        columns,
        primaryKey,
        uniqueKeys,
        foreignKeys,
        fullTextColumns,
        WriteRules.NONE,
        "");
  }

  /** The same table with its columns otherwise typed. */
  Table withColumns(List<Column> typed) {
    return new Table(
        name, view, typed, primaryKey, uniqueKeys, foreignKeys, fullTextColumns, rules, comment);
  }

  /**
   * The columns that may have other values once an UPDATE gives these new ones: they, those that
   * are computed, and those that a trigger may set.
   */
  public Set<String> changedWith(Collection<String> given) {
    Set<String> changed = new HashSet<>(given);
    changed.addAll(rules.setOnUpdate());
    columns.stream().filter(Column::generated).map(Column::name).forEach(changed::add);
    return changed;
  }

  /** The column of this name. */
  public Optional<Column> column(String column) {
    for (Column known : columns) {
      if (known.name().equals(column)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /**
   * A unique key that is not the primary one.
   *
   * @param name as the database spells it
   * @param columns in key order
   */
  public record UniqueKey(String name, List<String> columns) {
    /** Copies the list. */
    public UniqueKey {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A foreign key.
   *
   * @param name the constraint's name
   * @param columns the referring columns, in key order
   * @param referencedTable the table referred to
   * @param referencedColumns its columns, in the same order
   * @param onDelete CASCADE, SET NULL, RESTRICT or NO ACTION
   * @param onUpdate likewise
   */
  public record ForeignKey(
      String name,
      List<String> columns,
      String referencedTable,
      List<String> referencedColumns,
      String onDelete,
      String onUpdate) {
    /** Copies the lists. */
    public ForeignKey {
      columns = List.copyOf(columns);
      referencedColumns = List.copyOf(referencedColumns);
    }

    /** Whether rows that refer to deleted ones are deleted or changed with them. */
    public boolean cascadesDeletes() {
      return cascades(onDelete);
    }

    /** Whether rows are changed with those that they refer to. */
    public boolean cascadesUpdates() {
      return cascades(onUpdate);
    }

    private static boolean cascades(String rule) {
      return !rule.equals("RESTRICT") && !rule.equals("NO ACTION");
    }
  }
}
