package dev.forebay.data.row;

import dev.forebay.data.evaluate.Evaluator;
import dev.forebay.data.evaluate.RowTest;
import dev.forebay.data.evaluate.Truth;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Where;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A condition on whole rows that comes out here as it would in SQL. Any thread. */
public final class RowCondition {
  private static final RowTest<WholeRows> EVERY = row -> Truth.TRUE;

  private final Table table;
  private final RowTest<WholeRows> test;

  private RowCondition(Table table, RowTest<WholeRows> test) {
    this.table = table;
    this.test = test;
  }

  /** The condition, unless there is something in it that only the database can decide. */
  public static Optional<RowCondition> of(Table table, Where where) {
    return where.equals(Where.EVERYTHING)
        ? Optional.of(new RowCondition(table, EVERY))
        : Evaluator.exact(where, new Values(table)).map(test -> new RowCondition(table, test));
  }

  /** Those of the table's whole rows for which it is true. */
  public JsonRows among(JsonRows rows) {
    return test.equals(EVERY) ? rows : tested(rows);
  }

  private JsonRows tested(JsonRows rows) {
    WholeRows whole = new WholeRows(table, rows);
    JsonBuffer kept = new JsonBuffer(rows.length());
    int count = 0;
    while (whole.next()) {
      if (test.of(whole) == Truth.TRUE) {
        whole.copy(count++ == 0 ? kept : kept.put(','));
      }
    }
    return count == rows.count() ? rows : new JsonRows(kept.toByteArray(), 0, count);
  }

  /** What a row shows, read as a client's text. */
  private record Values(Table table) implements Evaluator.Rows<WholeRows> {
    @Override
    public Column column(String name) {
      return table.column(name).orElseThrow();
    }

    @Override
    public @Nullable Object value(WholeRows row, Column column) {
      String text = row.text(column);
      return text == null ? null : Objects.requireNonNull(ValueType.of(column).read(text));
    }
  }
}
