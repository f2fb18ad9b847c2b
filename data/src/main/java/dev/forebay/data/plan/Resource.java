package dev.forebay.data.plan;

import dev.forebay.data.plan.Plan.Field;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.List;

/**
 * What to read of a table: which rows, and what of each. A tree, because rows embed those of other
 * tables. Whoever reads goes by {@link #where}; only what filters cached rows itself may take its
 * two parts apart.
 *
 * @param table where
 * @param selection what an answer shows of each row, in its order
 * @param values what the selection's outputs bind
 * @param visible which rows there are for the client
 * @param asked which of them are asked for
 * @param sorting in which order
 * @param limit how many rows at most; of an embed, for each row that embeds them
 * @param offset how many to skip
 */
public record Resource(
    Table table,
    Selection selection,
    List<Object> values,
    Where visible,
    Where asked,
    Sorting sorting,
    long limit,
    long offset) {
  /** The limit of all rows. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Copies the values. */
  public Resource {
    values = List.copyOf(values);
  }

  /** Which rows: those that are asked for, among those that there are for the client. */
  public Where where() {
    return visible.and(asked);
  }

  /** The same in another order. */
  public Resource sorted(Sorting other) {
    return new Resource(table, selection, values, visible, asked, other, limit, offset);
  }

  /** Whether it is a part of the rows that is asked for, one page of several. */
  public boolean paged() {
    return limit != UNLIMITED || offset > 0;
  }

  /** One part of a row as the answer shows it. */
  public sealed interface Item {
    /** Its key. */
    String label();
  }

  /**
   * A value.
   *
   * @param label its key
   * @param output where it comes from
   * @param type what it is, as a column of that type would be
   */
  public record Value(String label, Output output, Column type) implements Item {
    /** Whether it is a column as it is. */
    public boolean plain() {
      return output.equals(Output.of(type));
    }
  }

  /**
   * Related rows.
   *
   * @param label their key; not shown of a spread
   * @param link how the row leads to them
   * @param toOne whether there is at most one: it is an object or null then, and not an array
   * @param spread whether the fields of the one row stand among the row's own
   * @param resource what to read there
   */
  public record Embedded(String label, Link link, boolean toOne, boolean spread, Resource resource)
      implements Item {}

  /** The values among the items. */
  public List<Value> fields() {
    return selection.fields();
  }

  /** The embeds among the items. */
  public List<Embedded> embeds() {
    return selection.embeds();
  }

  /** The keys of a row in their order, those of spreads in their places. */
  public List<String> labels() {
    return selection.labels();
  }

  /** Whether every value is a column as it is, so that it can be taken out of a whole row. */
  public boolean plain() {
    return selection.plain();
  }

  /** Whether its rows are whole rows of the table. */
  public boolean whole() {
    return selection.whole();
  }

  /** Whether rows are put together in groups. */
  public boolean grouped() {
    return selection.grouped();
  }

  /** The plain columns that it shows. */
  public Projection projection() {
    return new Projection(
        fields().stream().map(value -> new Field(value.type(), value.label())).toList(), whole());
  }

  /** Whether all of its rows are read, in any order. */
  public boolean unrestricted() {
    return visible.equals(Where.EVERYTHING) && asksForAll();
  }

  /** Whether all rows that there are for the client are read, in any order. */
  public boolean asksForAll() {
    return asked.equals(Where.EVERYTHING) && limit == UNLIMITED && offset == 0;
  }
}
