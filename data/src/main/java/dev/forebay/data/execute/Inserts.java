package dev.forebay.data.execute;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.EntryName;
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

/** Inserts rows by one statement, and reads them back where that is asked for. */
final class Inserts {
  private final Renderer renderer;
  private final LockedRows locked;

  Inserts(Renderer renderer, LockedRows locked) {
    this.renderer = renderer;
    this.locked = locked;
  }

  /** Inserts a part of rows without looking at them. */
  void insert(
      Session session, TableModel model, List<String> columns, List<List<@Nullable Object>> part) {
    var statement = statement(model, columns, part, List.of());
    session.update(renderer.render(statement), parameters(part));
  }

  /** Inserts a part of rows, and reads them as they are stored: with defaults, after triggers. */
  List<StoredRow> insertAndRead(
      Session session, TableModel model, List<String> columns, List<List<@Nullable Object>> part) {
    return renderer.server() == Server.MARIADB
        ? returning(session, model, columns, part)
        : readingBack(session, model, columns, part);
  }

  /** Inserts a part of rows, and names them by the keys that they have then. */
  List<EntryName> insertAndName(
      Session session, TableModel model, List<String> columns, List<List<@Nullable Object>> part) {
    if (renderer.server() != Server.MARIADB) {
      return readingBack(session, model, columns, part).stream().map(StoredRow::name).toList();
    }
    var statement = statement(model, columns, part, model.keyAndWeights());
    return session.query(
        renderer.render(statement), parameters(part), row -> StoredRow.readName(model, row));
  }

  private List<StoredRow> returning(
      Session session, TableModel model, List<String> columns, List<List<@Nullable Object>> part) {
    var statement = statement(model, columns, part, model.columnsAndWeights());
    return session.query(
        renderer.render(statement), parameters(part), row -> StoredRow.read(model, row));
  }

  private List<StoredRow> readingBack(
      Session session, TableModel model, List<String> columns, List<List<@Nullable Object>> rows) {
    List<StoredRow> stored = new ArrayList<>(rows.size());
    for (GivenKeys part : GivenKeys.partition(model, columns, rows)) {
      var statement = statement(model, columns, part.rows(), List.of());
      List<Long> generated = session.insert(renderer.render(statement), parameters(part.rows()));
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

  /** The statement that inserts a part of rows. */
  static Statement.Insert statement(
      TableModel model,
      List<String> columns,
      List<List<@Nullable Object>> part,
      List<Expression> returning) {
    BitSet defaults = new BitSet();
    for (int i = 0; i < part.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        defaults.set(i * columns.size() + j, part.get(i).get(j) == Missing.DEFAULT);
      }
    }
    return new Statement.Insert(model.name(), columns, part.size(), defaults, returning);
  }

  /** What that statement binds. */
  static List<@Nullable Object> parameters(List<List<@Nullable Object>> part) {
    List<@Nullable Object> parameters = new ArrayList<>();
    part.forEach(row -> row.stream().filter(v -> v != Missing.DEFAULT).forEach(parameters::add));
    return parameters;
  }
}
