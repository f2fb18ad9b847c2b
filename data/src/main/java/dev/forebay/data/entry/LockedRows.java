package dev.forebay.data.entry;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Where;
import dev.forebay.data.sql.Expressions;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Locks rows and reads them as they are. Always with a locking read: a plain one could show a row
 * as it was when the transaction's snapshot was taken.
 */
public final class LockedRows {
  private final Renderer renderer;
  private final int most;

  /** With the most rows that one write may touch. */
  public LockedRows(Renderer renderer, int most) {
    this.renderer = renderer;
    this.most = most;
  }

  /** The rows that a condition names, in the order of their key. FB207 where they are too many. */
  public List<StoredRow> where(Session session, TableModel model, Where where) {
    List<Object> parameters = new ArrayList<>(where.values());
    parameters.add(most + 1L);
    parameters.add(0L);
    List<StoredRow> rows = read(session, model, where.condition(), true, parameters);
    if (rows.size() > most) {
      throw new ForebayException(
          ErrorCode.PLAN_LIMIT,
          "The write would touch more than %d rows".formatted(most),
          "Narrow the filter, and write in parts");
    }
    return rows;
  }

  /** The rows with these primary keys, in the order of their key. */
  public List<StoredRow> withKeys(Session session, TableModel model, List<List<Object>> keys) {
    return withKeys(session, model, model.keyNames(), keys);
  }

  /** The rows that have one of these values in these columns, in the order of their key. */
  public List<StoredRow> withKeys(
      Session session, TableModel model, List<String> columns, List<List<Object>> keys) {
    List<StoredRow> rows = new ArrayList<>();
    for (KeyBatch batch : KeyBatch.of(columns, keys)) {
      rows.addAll(read(session, model, batch.condition(), false, batch.values()));
    }
    return rows;
  }

  /**
   * The same; none where they are more than so many. Then a few of them are locked, and no more
   * than that are held in memory.
   */
  public Optional<List<StoredRow>> atMost(
      int limit, Session session, TableModel model, List<String> columns, List<List<Object>> keys) {
    List<StoredRow> rows = new ArrayList<>();
    for (KeyBatch batch : KeyBatch.of(columns, keys)) {
      List<Object> parameters = new ArrayList<>(batch.values());
      parameters.add(limit - rows.size() + 1L);
      parameters.add(0L);
      rows.addAll(read(session, model, batch.condition(), true, parameters));
      if (rows.size() > limit) {
        return Optional.empty();
      }
    }
    return Optional.of(rows);
  }

  /** The texts of some columns of locked rows, but for rows where one of them is NULL. */
  public List<List<String>> texts(
      Session session, TableModel model, List<StoredRow> rows, List<String> names) {
    List<Integer> inKey = names.stream().map(model.keyNames()::indexOf).toList();
    if (!inKey.contains(-1)) {
      return rows.stream().map(row -> inKey.stream().map(row.key()::get).toList()).toList();
    }
    List<Column> columns =
        names.stream().map(name -> model.table().column(name).orElseThrow()).toList();
    List<List<Object>> keys = rows.stream().map(row -> row.keyParameters(model)).toList();
    List<List<String>> texts = new ArrayList<>();
    for (KeyBatch batch : KeyBatch.of(model.keyNames(), keys)) {
      var select =
          new Statement.Select(
              model.name(),
              Expressions.values(columns),
              batch.condition(),
              model.byKey(),
              false,
              true);
      session
          .query(renderer.render(select), batch.values(), row -> KeyText.ofAll(columns, row))
          .forEach(found -> found.ifPresent(texts::add));
    }
    return texts;
  }

  private List<StoredRow> read(
      Session session,
      TableModel model,
      Condition condition,
      boolean page,
      List<Object> parameters) {
    String sql =
        renderer.render(
            new Statement.Select(
                model.name(), model.columnsAndWeights(), condition, model.byKey(), page, true));
    return session.query(sql, parameters, row -> StoredRow.read(model, row));
  }
}
