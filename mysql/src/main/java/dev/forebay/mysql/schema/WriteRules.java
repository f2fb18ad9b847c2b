package dev.forebay.mysql.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the database does with a table's rows as they are written, besides storing what it is given.
 *
 * @param checked whether a CHECK constraint may refuse rows, other than one that asks for JSON
 * @param transactional whether what is written can be undone: MyISAM, Aria and MEMORY cannot
 * @param derivedKeys the unique keys that are over more than whole columns
 * @param setOnInsert the columns that a BEFORE INSERT trigger may set
 * @param setOnUpdate the columns that a BEFORE UPDATE trigger may set
 * @param keyDefaults the expressions that make values of the primary key's columns by default: SQL
 *     that needs no row
 */
public record WriteRules(
    boolean checked,
    boolean transactional,
    List<DerivedKey> derivedKeys,
    Set<String> setOnInsert,
    Set<String> setOnUpdate,
    Map<String, String> keyDefaults) {
  /** It stores what it is given. */
  public static final WriteRules NONE =
      new WriteRules(false, true, List.of(), Set.of(), Set.of(), Map.of());

  /** Copies the collections. */
  public WriteRules {
    derivedKeys = List.copyOf(derivedKeys);
    setOnInsert = Set.copyOf(setOnInsert);
    setOnUpdate = Set.copyOf(setOnUpdate);
    keyDefaults = Map.copyOf(keyDefaults);
  }

  /**
   * A unique key over what is derived from columns: over an expression, several values of one
   * column, or a column's beginning. Which rows it holds for the same cannot be told from their
   * values.
   *
   * @param name as the database spells it; {@code PRIMARY} where it is the primary key
   * @param columns those that it is over as they are
   * @param parts all that it is over, for messages: {@code url(5)}, {@code lower(`email`)}
   */
  public record DerivedKey(String name, List<String> columns, List<String> parts) {
    /** Copies the lists. */
    public DerivedKey {
      columns = List.copyOf(columns);
      parts = List.copyOf(parts);
    }
  }
}
