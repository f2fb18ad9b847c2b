package dev.forebay.data.execute;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Plan.Missing;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Server;
import dev.forebay.data.sql.Statement;
import dev.forebay.data.sql.Statement.Expression;
import dev.forebay.mysql.Session;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts rows, at most 1,000 a statement, and reads them back where that is asked for. */
final class Inserts {
  private static final int MOST_ROWS = 1000;

  /** A prepared statement takes 65,535 parameters. */
  private static final int MOST_VALUES = 60_000;

  private final Renderer renderer;
  private final LockedRows locked;

  Inserts(Renderer renderer, LockedRows locked) {
    this.renderer = renderer;
    this.locked = locked;
  }

  /** How many rows of this many columns one statement takes. */
  static int rowsAtOnce(int columns) {
    return Math.clamp(MOST_VALUES / columns, 1, MOST_ROWS);
  }

  /** Inserts rows without looking at them. */
  void insert(
      Session session, TableModel model, List<String> columns, List<List<@Nullable Object>> rows) {
    for (var part : parts(columns, rows)) {
      session.update(sql(model, columns, part, List.of()), parameters(part));
    }
  }

  /** Inserts rows, and reads them as they are stored: with defaults, and after triggers. */
  List<StoredRow> insertAndRead(
      Session session, TableModel model, List<String> columns, List<List<@Nullable Object>> rows) {
    List<StoredRow> stored = new ArrayList<>(rows.size());
    for (var part : parts(columns, rows)) {
      stored.addAll(
          renderer.server() == Server.MARIADB
              ? returning(session, model, columns, part)
              : readingBack(session, model, columns, part));
    }
    return stored;
  }

  private List<StoredRow> returning(
      Session session, TableModel model, List<String> columns, List<List<@Nullable Object>> rows) {
    String sql = sql(model, columns, rows, model.columnsAndWeights());
    return session.query(sql, parameters(rows), row -> StoredRow.read(model, row));
  }

  private List<StoredRow> readingBack(
      Session session, TableModel model, List<String> columns, List<List<@Nullable Object>> rows) {
    List<StoredRow> stored = new ArrayList<>(rows.size());
    for (GivenKeys part : GivenKeys.partition(model, columns, rows)) {
      List<Long> generated =
          session.insert(sql(model, columns, part.rows(), List.of()), parameters(part.rows()));
      stored.addAll(locked.withKeys(session, model, part.complete(generated)));
    }
    if (stored.size() != rows.size()) {
      throw new ForebayException(
          ErrorCode.STATEMENT_REFUSED,
          "The inserted rows of %s cannot be found by their keys".formatted(model.name()),
          "A trigger that changes primary keys is not supported");
    }
    return stored;
  }

  private String sql(
      TableModel model,
      List<String> columns,
      List<List<@Nullable Object>> rows,
      List<Expression> returning) {
    BitSet defaults = new BitSet();
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        defaults.set(i * columns.size() + j, rows.get(i).get(j) == Missing.DEFAULT);
      }
    }
    return renderer.render(
        new Statement.Insert(model.name(), columns, rows.size(), defaults, returning));
  }

  private static List<@Nullable Object> parameters(List<List<@Nullable Object>> rows) {
    List<@Nullable Object> parameters = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      for (Object value : row) {
        if (value != Missing.DEFAULT) {
          parameters.add(value);
        }
      }
    }
    return parameters;
  }

  private static List<List<List<@Nullable Object>>> parts(
      List<String> columns, List<List<@Nullable Object>> rows) {
    int size = rowsAtOnce(columns.size());
    List<List<List<@Nullable Object>>> parts = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += size) {
      parts.add(rows.subList(from, Math.min(rows.size(), from + size)));
    }
    return parts;
  }
}
