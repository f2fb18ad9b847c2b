package dev.forebay.data.plan;

import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do, with names that exist and values of their column's type. */
public sealed interface Plan {
  /** The table or view that it reads or writes. */
  Table table();

  /**
   * Rows to read.
   *
   * @param table where
   * @param projection which columns
   * @param where which rows
   * @param order how to sort
   * @param limit how many rows at most; never more than the settings allow
   * @param offset how many to skip
   * @param count whether to count all rows that the condition names
   * @param singular whether exactly one row is wanted
   * @param fresh whether to leave the cache aside
   */
  record Read(
      Table table,
      Projection projection,
      Where where,
      List<Ordering> order,
      long limit,
      long offset,
      boolean count,
      boolean singular,
      boolean fresh)
      implements Plan {
    /** Copies the list. */
    public Read {
      order = List.copyOf(order);
    }
  }

  /**
   * Rows to insert.
   *
   * @param table where
   * @param columns which columns the rows give
   * @param rows each with one value a column: null, {@link Missing#DEFAULT} or a value
   * @param returning what the client gets to see
   */
  record Insert(
      Table table, List<String> columns, List<List<@Nullable Object>> rows, Returning returning)
      implements Plan {
    /** Copies the columns; the rows are the planner's own. */
    public Insert {
      columns = List.copyOf(columns);
      rows = Collections.unmodifiableList(rows);
    }
  }

  /**
   * Rows to change.
   *
   * @param table where
   * @param columns which columns change
   * @param values their new values
   * @param where which rows
   * @param returning what the client gets to see
   */
  record Update(
      Table table,
      List<String> columns,
      List<@Nullable Object> values,
      Where where,
      Returning returning)
      implements Plan {
    /** Copies the lists. */
    public Update {
      columns = List.copyOf(columns);
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }

  /**
   * Rows to delete.
   *
   * @param table where
   * @param where which rows
   * @param returning what the client gets to see
   */
  record Delete(Table table, Where where, Returning returning) implements Plan {}

  /** Stands where a row of an INSERT gives no value for a column. */
  enum Missing {
    /** The column's default, or what AUTO_INCREMENT makes. */
    DEFAULT
  }

  /**
   * Which columns an answer has.
   *
   * @param fields in the answer's order
   * @param whole whether these are all columns under their own names in the table's order
   */
  record Projection(List<Field> fields, boolean whole) {
    /** Copies the list. */
    public Projection {
      fields = List.copyOf(fields);
    }

    /** Where the fields' values come from, in the same order. */
    public List<Column> columns() {
      return fields.stream().map(Field::column).toList();
    }

    /** All columns of a table. */
    public static Projection all(Table table) {
      return new Projection(
          table.columns().stream().map(c -> new Field(c, c.name())).toList(), true);
    }
  }

  /**
   * One field of an answer.
   *
   * @param column where its value comes from
   * @param label its key
   */
  record Field(Column column, String label) {}

  /**
   * What a write answers with.
   *
   * @param rows whether with the rows themselves
   * @param keys whether with the key of the row, for a Location header
   * @param singular whether the write is to be undone unless it is of exactly one row
   * @param projection which columns of the rows
   */
  record Returning(boolean rows, boolean keys, boolean singular, Projection projection) {}
}
