package dev.forebay.mysql.schema;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stored function or procedure.
 *
 * @param name as the database spells it
 * @param returns what a function gives, as a column of its name; null for a procedure
 * @param parameters in the order of a call
 * @param readOnly whether it is declared READS SQL DATA or NO SQL
 * @param mayChange the tables that it may change, where it is not read-only: all whose names are in
 *     its body, or in the definition of a view that is
 * @param opaque whether it may change tables that cannot be told, where it is not read-only: its
 *     body cannot be read, or makes statements of texts
 * @param comment as declared; empty for none
 */
public record Routine(
    String name,
    @Nullable Column returns,
    List<Parameter> parameters,
    boolean readOnly,
    Set<String> mayChange,
    boolean opaque,
    String comment) {
  /** Copies the collections. */
  public Routine {
    parameters = List.copyOf(parameters);
    mayChange = Set.copyOf(mayChange);
  }

  /**
   * A parameter.
   *
   * @param mode whether it goes in, comes out, or both
   * @param column its name and type
   */
  public record Parameter(Mode mode, Column column) {}

  /** Which way a parameter goes. */
  public enum Mode {
    /** Into the routine. */
    IN,
    /** Out of it. */
    OUT,
    /** Both. */
    INOUT
  }
}
