package dev.forebay.data.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item of {@code select}. */
public sealed interface SelectItem {
  /** {@code *}: every column. */
  enum All implements SelectItem {
    /** The only one. */
    ALL
  }

  /**
   * A value of the row, or of a group of rows: {@code total:amount::text}, {@code amount.sum()}.
   *
   * @param operand where it comes from; null for {@code count()}
   * @param alias what to call it in the answer, or null for its own name
   * @param cast the type to make of it before any aggregate, or null
   * @param aggregate how to combine the values of a group, or null
   * @param resultCast the type to make of the aggregate, or null
   */
  record Field(
      @Nullable Operand operand,
      @Nullable String alias,
      @Nullable String cast,
      @Nullable Aggregate aggregate,
      @Nullable String resultCast)
      implements SelectItem {
    /** A column as it is. */
    public static Field of(String column, @Nullable String alias) {
      return new Field(Operand.of(column), alias, null, null, null);
    }

    /** What the answer calls it. */
    public String label() {
      if (alias != null) {
        return alias;
      }
      return aggregate != null || operand == null
          ? (aggregate == null ? Aggregate.COUNT : aggregate).word()
          : operand.label();
    }
  }

  /**
   * Rows of a related table: {@code customer:customers!fk_name!inner(name)}.
   *
   * @param target the table, or the foreign key or its column that leads to it
   * @param alias what to call it in the answer, or null for the target
   * @param hint the foreign key, column or junction to go by, or null
   * @param inner whether rows without a related one are left out
   * @param spread whether the related row's fields become the row's own: {@code ...customers(name)}
   * @param select what to show of them; empty for nothing
   */
  record Embed(
      String target,
      @Nullable String alias,
      @Nullable String hint,
      boolean inner,
      boolean spread,
      List<SelectItem> select)
      implements SelectItem {
    /** Copies the list. */
    public Embed {
      select = List.copyOf(select);
    }

    /** By what the query's other parameters, and the answer, name it. */
    public String label() {
      return alias == null ? target : alias;
    }
  }

  /** How the values of a group become one. */
  enum Aggregate {
    /** How many there are. */
    COUNT,
    /** Their sum. */
    SUM,
    /** Their mean. */
    AVG,
    /** The smallest. */
    MIN,
    /** The largest. */
    MAX;

    /** The function as it stands in a query. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
