package dev.forebay.data.sql;

import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Link;
import dev.forebay.data.plan.Ordering;
import dev.forebay.data.plan.Output;
import dev.forebay.data.plan.Source;
import dev.forebay.mysql.schema.Collation;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shape of a statement: everything but its values, which are bound in the order given here. */
public sealed interface Statement {

  /**
   * Reads rows. Binds the condition's values, then with {@code page} the limit and the offset.
   *
   * @param table where
   * @param columns what
   * @param where which rows
   * @param order how to sort
   * @param page whether limit and offset are bound
   * @param lock whether the rows are locked until the transaction ends
   */
  record Select(
      String table,
      List<Expression> columns,
      Condition where,
      List<Ordering> order,
      boolean page,
      boolean lock)
      implements Statement {
    /** Copies the lists. */
    public Select {
      columns = List.copyOf(columns);
      order = List.copyOf(order);
    }
  }

  /**
   * Reads rows of a resource. Binds what the outputs bind, with {@link Page#PER_LINK} what the
   * order does, the condition's values, what the order binds otherwise, and what the page does.
   *
   * @param table where
   * @param via the link that has led there, where it goes by a junction; else null
   * @param link the columns by which the rows belong to others; none for those of the root
   * @param outputs what
   * @param where which rows
   * @param order how to sort
   * @param page which part of them
   */
  record Rows(
      String table,
      @Nullable Link via,
      List<Source> link,
      List<Output> outputs,
      Condition where,
      List<Ordering> order,
      Page page)
      implements Statement {
    /** Copies the lists. */
    public Rows {
      link = List.copyOf(link);
      outputs = List.copyOf(outputs);
      order = List.copyOf(order);
    }

    /** Whether rows are put together in groups. */
    boolean grouped() {
      return outputs.stream().anyMatch(output -> output.aggregate() != null);
    }
  }

  /** Which part of the rows. */
  enum Page {
    /** All; binds nothing. */
    ALL,
    /** All, as they are now and locked until the transaction ends; binds nothing. */
    LOCKED,
    /** From an offset; binds the limit, then the offset. */
    OFFSET,
    /** The first; binds the limit. */
    FIRST,
    /** Of each link a part; binds the offset, offset plus limit, and the limit of all together. */
    PER_LINK
  }

  /**
   * Counts the rows that a statement reads. Binds what that does.
   *
   * @param rows the statement
   */
  record CountOf(Rows rows) implements Statement {}

  /**
   * Has the server estimate how many rows a statement reads. Binds what that does.
   *
   * @param rows the statement
   */
  record Explain(Rows rows) implements Statement {}

  /**
   * Counts rows. Binds the condition's values.
   *
   * @param table where
   * @param where which rows
   */
  record Count(String table, Condition where) implements Statement {}

  /**
   * Inserts rows. Binds their values row by row, but those that are defaults.
   *
   * @param table where
   * @param columns which columns the rows give, at least one
   * @param rows how many
   * @param defaults the values that are DEFAULT, each as row × columns + column, both from 0
   * @param returning what to read of the stored rows; only MariaDB can
   */
  record Insert(
      String table, List<String> columns, int rows, BitSet defaults, List<Expression> returning)
      implements Statement {
    /** Copies what can change. */
    public Insert {
      columns = List.copyOf(columns);
      defaults = (BitSet) defaults.clone();
      returning = List.copyOf(returning);
    }
  }

  /**
   * Inserts rows, and changes those that are there already. Binds what the INSERT binds.
   *
   * @param insert the rows
   * @param merged the columns that then take the values given; where there are none, all stays
   * @param kept a column of the key, for a statement that changes nothing
   */
  record Upsert(Insert insert, List<String> merged, String kept) implements Statement {
    /** Copies the list. */
    public Upsert {
      merged = List.copyOf(merged);
    }
  }

  /**
   * Changes rows. Binds the columns' values, but those that are defaults, then the condition's.
   *
   * @param table where
   * @param columns which columns get new values
   * @param defaults which of them get their default
   * @param where which rows
   */
  record Update(String table, List<String> columns, Set<String> defaults, Condition where)
      implements Statement {
    /** Copies the collections. */
    public Update {
      columns = List.copyOf(columns);
      defaults = Set.copyOf(defaults);
    }
  }

  /**
   * Deletes rows. Binds the condition's values.
   *
   * @param table where
   * @param where which rows
   */
  record Delete(String table, Condition where) implements Statement {}

  /**
   * Calls a procedure. Binds the arguments that are values.
   *
   * @param procedure its name
   * @param arguments in its parameters' order
   */
  record CallProcedure(String procedure, List<Argument> arguments) implements Statement {
    /** Copies the list. */
    public CallProcedure {
      arguments = List.copyOf(arguments);
    }
  }

  /** Where a procedure's argument stands. */
  enum Argument {
    /** In a value that is bound. */
    VALUE,
    /** In the next variable of the session. */
    VARIABLE
  }

  /**
   * Sets the session's variables to values. Binds them.
   *
   * @param count how many, at least one
   */
  record SetVariables(int count) implements Statement {}

  /**
   * Reads the session's variables.
   *
   * @param geometries for each, whether it is a geometry, to be read as GeoJSON
   */
  record ReadVariables(List<Boolean> geometries) implements Statement {
    /** Copies the list. */
    public ReadVariables {
      geometries = List.copyOf(geometries);
    }
  }

  /**
   * Evaluates a function. Binds its arguments.
   *
   * @param function its name
   * @param arguments how many
   * @param geometry whether it gives a geometry, to be read as GeoJSON
   */
  record Evaluate(String function, int arguments, boolean geometry) implements Statement {}

  /**
   * Evaluates an expression, as often as rows need it. Binds nothing.
   *
   * @param expression as the server shows a column's default
   * @param times how often: so many rows it gives
   */
  record EvaluateTimes(String expression, int times) implements Statement {}

  /**
   * Locks the row with a key, in share mode: returns once no other transaction has changed it and
   * not ended. Binds the key's values.
   *
   * @param table where
   * @param key the primary key's columns
   * @param waits whether it waits for other transactions; if not, it is refused where one has the
   *     row locked
   */
  record Settle(String table, List<String> key, boolean waits) implements Statement {
    /** Copies the list. */
    public Settle {
      key = List.copyOf(key);
    }
  }

  /**
   * The weights of texts that are not stored, in one row. Binds the texts.
   *
   * @param collation the collation that compares them
   * @param count how many they are
   */
  record Weigh(Collation collation, int count) implements Statement {}

  /**
   * A column, in one of the forms it can be read in.
   *
   * @param column its name
   * @param form the form
   */
  record Expression(String column, Form form) {}

  /** How a column is read. */
  enum Form {
    /** As it is. */
    VALUE,
    /** A geometry, as GeoJSON. */
    GEOJSON,
    /** A vector, as bytes. */
    BYTES,
    /** A text's weight under its collation that pads with spaces, in hexadecimal digits. */
    PADDED_WEIGHT,
    /** A text's weight under its collation that does not pad, in hexadecimal digits. */
    WEIGHT
  }
}
