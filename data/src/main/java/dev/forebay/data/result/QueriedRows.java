package dev.forebay.data.result;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.evaluate.Evaluator;
import dev.forebay.data.evaluate.RowTest;
import dev.forebay.data.evaluate.Truth;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Plan.Field;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.data.plan.ResultQuery;
import dev.forebay.data.planner.ResultQueryPlanner;
import dev.forebay.data.request.SelectItem;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.RowFormat;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.Session.RowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Collects of one result what a query shows of it. Memory holds the rows that are shown; where they
 * are sorted, as many as an answer may have. One thread.
 */
public final class QueriedRows implements RowReader<Boolean> {
  private final ResultQuery query;
  private final long limit;
  private final long most;
  private final List<Kept> kept = new ArrayList<>();
  private @Nullable Columns columns;
  private long passed;

  /** With the most rows that an answer has. */
  public QueriedRows(ResultQuery query, long most) {
    this.query = query;
    this.limit = Math.min(query.limit(), most);
    this.most = most;
  }

  /** What is made of the result's columns, once they are known. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Columns(
      RowTest<Row> test,
      RowSorting sorting,
      RowFormat format,
      int[] indexes,
      List<String> labels) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Kept(byte[] json, List<@Nullable Object> keys) {}

  /** Names that the result does not have are refused, even if it has no rows. FB202, FB203. */
  @Override
  public void open(Row row) {
    ResultColumns all = ResultColumns.of(row);
    List<Field> fields = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (SelectItem item : query.select()) {
      if (item instanceof SelectItem.Field field && field.operand() != null) {
        indexes.add(all.indexOf(field.operand().column()));
        fields.add(new Field(all.column(indexes.getLast()), field.label()));
      } else {
        IntStream.rangeClosed(1, all.all().size()).forEach(indexes::add);
        all.all().forEach(column -> fields.add(new Field(column, column.name())));
      }
    }
    all.requireAllOf(query.filter());
    columns =
        new Columns(
            Evaluator.alone(ResultQueryPlanner.where(query, all.all()), all),
            RowSorting.of(query.order(), all),
            new RowFormat(new Projection(fields, false)),
            indexes.stream().mapToInt(Integer::intValue).toArray(),
            fields.stream().map(Field::label).toList());
  }

  /** Takes a row, if it passes and is within the page. */
  @Override
  public Boolean read(Row row) {
    Columns known = Objects.requireNonNull(columns);
    if (known.test().of(row) != Truth.TRUE) {
      return false;
    }
    passed++;
    boolean sorted = !query.order().isEmpty();
    if (sorted && passed > most) {
      throw tooMany();
    }
    if (sorted || (passed > query.offset() && kept.size() < limit)) {
      JsonBuffer json = new JsonBuffer(256);
      known.format().write(row, known.indexes(), json);
      kept.add(new Kept(json.toByteArray(), known.sorting().keys(row)));
    }
    return true;
  }

  private ForebayException tooMany() {
    return new ForebayException(
        ErrorCode.PLAN_LIMIT,
        "More than %d rows of a result would have to be sorted".formatted(most),
        "Let the routine sort them, filter more of them out, or raise api.maxRows");
  }

  /** The rows to show. */
  public JsonRows rows() {
    List<Kept> shown = kept;
    if (!query.order().isEmpty()) {
      RowSorting sorting = Objects.requireNonNull(columns).sorting();
      shown =
          kept.stream()
              .sorted((a, b) -> sorting.compare(a.keys(), b.keys()))
              .skip(query.offset())
              .limit(limit)
              .toList();
    }
    JsonBuffer out = new JsonBuffer(256);
    for (Kept row : shown) {
      (out.size() > 0 ? out.put(',') : out).put(row.json());
    }
    return new JsonRows(out.toByteArray(), 0, shown.size());
  }

  /** How many rows have passed the filter. */
  public long passed() {
    return passed;
  }

  /** The names of the fields that are shown. */
  public List<String> labels() {
    return columns == null ? List.of() : columns.labels();
  }
}
