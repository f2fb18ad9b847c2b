package dev.forebay.data.call;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Call;
import dev.forebay.data.plan.Plan.Field;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.data.read.Result;
import dev.forebay.data.result.QueriedRows;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.RowFormat;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.data.sql.Statement.Argument;
import dev.forebay.data.value.ValueType;
import dev.forebay.data.write.Change;
import dev.forebay.data.write.Undoing;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Routine.Mode;
import dev.forebay.mysql.schema.Routine.Parameter;
import dev.forebay.mysql.schema.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls stored routines. What comes out of a procedure's parameters goes through variables of the
 * session.
 */
public final class Calls {
  private final Database database;
  private final Renderer renderer;
  private final Supplier<Schema> schema;
  private final long mostRows;

  /** With the most rows that an answer has. */
  public Calls(Database database, Renderer renderer, Supplier<Schema> schema, long mostRows) {
    this.schema = schema;
    this.database = database;
    this.renderer = renderer;
    this.mostRows = mostRows;
  }

  /** Calls a routine that is declared to change nothing, and is held to it. */
  public Called read(Call call) {
    return database.readOnly(session -> call(session, call));
  }

  /** Calls a routine within a transaction. */
  public Called write(Change change, Call call) {
    Undoing.requirePossible(change, call, schema.get());
    if (call.terms().rollBack()) {
      change.rollBackAtEnd();
    }
    return call(change.session(), call);
  }

  private Called call(Session session, Call call) {
    Column returns = call.routine().returns();
    return returns == null ? procedure(session, call) : function(session, call, returns);
  }

  private Called function(Session session, Call call, Column returns) {
    String sql =
        renderer.render(
            new Statement.Evaluate(
                call.routine().name(), call.values().size(), isGeometry(returns)));
    byte[] value =
        session
            .queryOne(
                sql,
                call.values(),
                row -> {
                  JsonBuffer json = new JsonBuffer(64);
                  ValueType.of(returns).write(row, 1, json);
                  return json.toByteArray();
                })
            .orElseThrow();
    return new Called.Value(value);
  }

  private Called procedure(Session session, Call call) {
    List<Argument> arguments = new ArrayList<>();
    List<@Nullable Object> bound = new ArrayList<>();
    List<@Nullable Object> variables = new ArrayList<>();
    Iterator<@Nullable Object> values = call.values().iterator();
    for (Parameter parameter : call.routine().parameters()) {
      Mode mode = parameter.mode();
      arguments.add(mode == Mode.IN ? Argument.VALUE : Argument.VARIABLE);
      if (mode == Mode.IN) {
        bound.add(values.next());
      } else {
        variables.add(mode == Mode.INOUT ? values.next() : null);
      }
    }
    if (!variables.isEmpty()) {
      session.update(renderer.render(new Statement.SetVariables(variables.size())), variables);
    }
    String sql = renderer.render(new Statement.CallProcedure(call.routine().name(), arguments));
    List<QueriedRows> results =
        session.call(sql, bound, () -> new QueriedRows(call.shown(), mostRows));
    if (results.size() > 1 && !call.shown().plain()) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "The routine %s answers %d sets of rows, which are not filtered, sorted or cut"
              .formatted(call.routine().name(), results.size()),
          "Call it without, or write a procedure that answers one set");
    }
    return new Called.Results(
        out(session, call), results.stream().map(rows -> result(call, rows)).toList());
  }

  private static Result result(Call call, QueriedRows rows) {
    OptionalLong total =
        call.shown().counted() ? OptionalLong.of(rows.passed()) : OptionalLong.empty();
    call.terms().requireAtMost(rows.passed());
    return Result.read(rows.rows(), total, rows.labels(), null);
  }

  private JsonRows out(Session session, Call call) {
    List<Column> columns = call.out().stream().map(p -> variable(p.column())).toList();
    if (columns.isEmpty()) {
      return JsonRows.NONE;
    }
    List<Boolean> geometries = columns.stream().map(Calls::isGeometry).toList();
    RowFormat format =
        new RowFormat(
            new Projection(columns.stream().map(c -> new Field(c, c.name())).toList(), false));
    JsonBuffer json = new JsonBuffer(64);
    session.query(
        renderer.render(new Statement.ReadVariables(geometries)),
        List.of(),
        row -> {
          format.write(row, json);
          return true;
        });
    return new JsonRows(json.toByteArray(), 0, 1);
  }

  /** A variable has no bits and no booleans: it holds their numbers. */
  private static Column variable(Column parameter) {
    return switch (parameter.type()) {
      case ColumnType.Bit _ -> Column.of(parameter.name(), "bigint unsigned");
      case ColumnType.Bool _ -> Column.of(parameter.name(), "tinyint(1)");
      default -> parameter;
    };
  }

  private static boolean isGeometry(Column column) {
    return column.type() instanceof ColumnType.Geometry;
  }
}
