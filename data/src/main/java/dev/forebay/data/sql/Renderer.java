package dev.forebay.data.sql;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.defaultValue;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.one;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.table;

import dev.forebay.data.plan.Condition;
import dev.forebay.data.sql.Statement.Expression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.RowN;
import org.jooq.SQLDialect;
import org.jooq.SelectForUpdateStep;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The third stage of the data API: writes statements in the words of one server, with a question
 * mark for every value.
 *
 * <p>Rendering takes 50–100 µs, so the texts are kept by their shape, which the same endpoint of an
 * application always has. Safe for any number of threads. No I/O.
 */
public final class Renderer {
  private static final int MOST_TEXTS = 2000;

  /** jOOQ's MariaDB dialect binds the offset before the limit; MySQL's is one that both take. */
  private static final DSLContext BOTH = DSL.using(SQLDialect.MYSQL);

  private static final DSLContext MARIADB = DSL.using(SQLDialect.MARIADB);

  private final Map<Statement, String> texts = new ConcurrentHashMap<>();
  private final Server server;
  private final RowQueries rowQueries;

  /** A renderer for one kind of server. */
  public Renderer(Server server) {
    this.server = server;
    this.rowQueries = new RowQueries(BOTH, server);
  }

  /** The server it writes for. */
  public Server server() {
    return server;
  }

  /** The statement's SQL. */
  public String render(Statement statement) {
    String known = texts.get(statement);
    if (known != null) {
      return known;
    }
    String text = query(statement).getSQL();
    if (texts.size() >= MOST_TEXTS) {
      texts.clear();
    }
    texts.put(statement, text);
    return text;
  }

  private Query query(Statement statement) {
    return switch (statement) {
      case Statement.Select select -> select(select);
      case Statement.Rows rows -> rowQueries.of(rows);
      case Statement.CountOf count -> rowQueries.countOf(count.rows());
      case Statement.Explain explain -> rowQueries.explain(explain.rows());
      case Statement.Count count ->
          BOTH.select(count())
              .from(table(name(count.table())))
              .where(condition(count.where(), count.table()));
      case Statement.Insert insert -> insert(insert);
      case Statement.Upsert upsert -> upsert(upsert);
      case Statement.Update update -> update(update);
      case Statement.Delete delete ->
          BOTH.deleteFrom(table(name(delete.table())))
              .where(condition(delete.where(), delete.table()));
      case Statement.Settle settle -> settle(settle, lock(server, settle.waits()));
      case Statement.Weigh weigh ->
          BOTH.select(Collections.nCopies(weigh.count(), Weights.ofParameter(weigh.collation())));
      case Statement.CallProcedure call -> Routines.call(BOTH, call);
      case Statement.SetVariables variables -> Routines.set(BOTH, variables);
      case Statement.ReadVariables variables -> Routines.read(BOTH, variables);
      case Statement.EvaluateTimes evaluate -> BOTH.resultQuery(evaluated(evaluate));
      case Statement.Evaluate function -> Routines.evaluate(BOTH, function);
    };
  }

  /**
   * Each in a SELECT of its own: MySQL may make one value of {@code uuid()} for all rows of one.
   */
  private static String evaluated(Statement.EvaluateTimes evaluate) {
    return String.join(
        " union all ",
        Collections.nCopies(evaluate.times(), "select (%s)".formatted(evaluate.expression())));
  }

  private Query select(Statement.Select select) {
    var rows =
        BOTH.select(expressions(select.columns()))
            .from(table(name(select.table())))
            .where(condition(select.where(), select.table()))
            .orderBy(rowQueries.sorting(select.order(), Scope.of(select.table())));
    SelectForUpdateStep<Record> page =
        select.page()
            ? rows.limit(param("limit", Long.class)).offset(param("offset", Long.class))
            : rows;
    return select.lock() ? page.forUpdate() : page;
  }

  private org.jooq.Condition condition(Condition condition, String table) {
    return rowQueries.conditions().of(condition, Scope.of(table));
  }

  private static Query insert(Statement.Insert insert) {
    return insert.returning().isEmpty()
        ? insertInto(BOTH, insert)
        : insertInto(MARIADB, insert).returning(expressions(insert.returning()));
  }

  private static InsertValuesStepN<Record> insertInto(DSLContext dsl, Statement.Insert insert) {
    List<RowN> rows = new ArrayList<>();
    for (int i = 0; i < insert.rows(); i++) {
      rows.add(row(values(insert, i)));
    }
    List<Field<Object>> columns = insert.columns().stream().map(c -> field(name(c))).toList();
    return dsl.insertInto(table(name(insert.table())), columns).valuesOfRows(rows);
  }

  /** In MariaDB's words, which both take: it does not know the alias that MySQL has by now. */
  private static Query upsert(Statement.Upsert upsert) {
    Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
    for (String column : upsert.merged()) {
      values.put(field(name(column)), field("values({0})", field(name(column))));
    }
    if (values.isEmpty()) {
      values.put(field(name(upsert.kept())), field(name(upsert.kept())));
    }
    var query = insertInto(MARIADB, upsert.insert()).onDuplicateKeyUpdate().set(values);
    List<Expression> returning = upsert.insert().returning();
    return returning.isEmpty() ? query : query.returning(expressions(returning));
  }

  private static List<Field<?>> values(Statement.Insert insert, int row) {
    List<Field<?>> values = new ArrayList<>();
    for (int column = 0; column < insert.columns().size(); column++) {
      boolean missing = insert.defaults().get(row * insert.columns().size() + column);
      values.add(missing ? defaultValue() : ConditionRenderer.value());
    }
    return values;
  }

  private Query update(Statement.Update update) {
    Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
    for (String column : update.columns()) {
      boolean isDefault = update.defaults().contains(column);
      values.put(field(name(column)), isDefault ? defaultValue() : ConditionRenderer.value());
    }
    return BOTH.update(table(name(update.table())))
        .set(values)
        .where(condition(update.where(), update.table()));
  }

  /** MariaDB has no FOR SHARE, and MySQL no NOWAIT behind LOCK IN SHARE MODE. */
  private static String lock(Server server, boolean waits) {
    if (waits) {
      return "lock in share mode";
    }
    return server == Server.MARIADB ? "lock in share mode nowait" : "for share nowait";
  }

  /** A covering secondary index would not wait for the row's own lock. */
  private static Query settle(Statement.Settle settle, String lock) {
    Table<Record> table = table(name(settle.table())).forceIndex("PRIMARY");
    var condition = DSL.noCondition();
    for (String column : settle.key()) {
      condition = condition.and(field(name(column)).eq(ConditionRenderer.value()));
    }
    return BOTH.resultQuery("{0} {1}", BOTH.select(one()).from(table).where(condition), sql(lock));
  }

  private static List<Field<?>> expressions(List<Expression> expressions) {
    return expressions.stream().<Field<?>>map(Renderer::expression).toList();
  }

  private static Field<?> expression(Expression expression) {
    Field<Object> column = field(name(expression.column()));
    return switch (expression.form()) {
      case VALUE -> column;
      case GEOJSON -> field("st_asgeojson({0})", String.class, column);
      case BYTES -> field("cast({0} as binary)", byte[].class, column);
      case PADDED_WEIGHT -> Weights.padded(column);
      case WEIGHT -> Weights.unpadded(column);
    };
  }
}
