package dev.forebay.data.sql;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.rowNumber;

import dev.forebay.data.plan.Ordering;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.sql.Statement.Page;
import dev.forebay.data.sql.Statement.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectHavingStep;
import org.jooq.SelectLimitStep;
import org.jooq.SortField;

/** Renders the SELECTs that read resources. */
final class RowQueries {
  private final DSLContext dsl;
  private final Server server;
  private final Sources sources;
  private final ConditionRenderer conditions;
  private final OutputRenderer outputs;

  RowQueries(DSLContext dsl, Server server) {
    this.dsl = dsl;
    this.server = server;
    this.sources = new Sources(server);
    this.conditions = sources.conditions();
    this.outputs = new OutputRenderer(sources);
  }

  ConditionRenderer conditions() {
    return conditions;
  }

  ResultQuery<?> of(Rows rows) {
    return rows.page() == Page.PER_LINK ? perLink(rows) : select(rows);
  }

  /** Two columns of a derived table must not be called alike. */
  ResultQuery<?> countOf(Rows rows) {
    Scope scope = scope(rows);
    var counted = page(rows, grouped(rows, scope, labelled(fields(rows, scope))));
    return dsl.select(count()).from(counted.asTable("forebay_rows"));
  }

  /**
   * MariaDB tells the share of rows that a filter lets through only when it is asked for it, MySQL
   * 9 a table of columns.
   */
  ResultQuery<?> explain(Rows rows) {
    String explain =
        server == Server.MARIADB ? "explain extended {0}" : "explain format=traditional {0}";
    return dsl.resultQuery(explain, select(rows));
  }

  List<SortField<?>> sorting(List<Ordering> order, Scope scope) {
    return order.stream().<SortField<?>>map(ordering -> sorting(ordering, scope)).toList();
  }

  private SortField<?> sorting(Ordering ordering, Scope scope) {
    Field<Object> value = sources.of(ordering.source(), scope);
    SortField<Object> sorting = ordering.descending() ? value.desc() : value.asc();
    if (ordering.nulls() == Nulls.NATURAL) {
      return sorting;
    }
    return ordering.nulls() == Nulls.FIRST ? sorting.nullsFirst() : sorting.nullsLast();
  }

  private Select<Record> select(Rows rows) {
    Scope scope = scope(rows);
    return page(
        rows, grouped(rows, scope, fields(rows, scope)).orderBy(sorting(rows.order(), scope)));
  }

  private static Select<Record> page(Rows rows, SelectLimitStep<Record> query) {
    return switch (rows.page()) {
      case OFFSET -> query.limit(param("limit", Long.class)).offset(param("offset", Long.class));
      case FIRST -> query.limit(param("limit", Long.class));
      case LOCKED -> query.forUpdate();
      case ALL, PER_LINK -> query;
    };
  }

  /** The rows of each link are numbered in their order, and those in the page's range are read. */
  private ResultQuery<?> perLink(Rows rows) {
    Scope scope = scope(rows);
    List<Field<?>> fields = labelled(fields(rows, scope));
    List<Field<?>> labels =
        fields.stream().<Field<?>>map(labelled -> field(name(labelled.getName()))).toList();
    List<Field<?>> link = rows.link().stream().<Field<?>>map(s -> sources.of(s, scope)).toList();
    fields.add(
        rowNumber().over().partitionBy(link).orderBy(sorting(rows.order(), scope)).as("forebay_n"));
    Field<Long> number = field(name("forebay_n"), Long.class);
    return dsl.select(labels)
        .from(grouped(rows, scope, fields).asTable("forebay_rows"))
        .where(number.gt(param("from", Long.class)))
        .and(number.le(param("to", Long.class)))
        .orderBy(number)
        .limit(param("limit", Long.class));
  }

  private static List<Field<?>> labelled(List<Field<?>> fields) {
    List<Field<?>> labelled = new ArrayList<>();
    fields.forEach(field -> labelled.add(field.as("forebay_" + labelled.size())));
    return labelled;
  }

  /** Without a key to group by, all rows are one group or each is its own. */
  private SelectHavingStep<Record> grouped(Rows rows, Scope scope, List<Field<?>> fields) {
    var query =
        dsl.select(fields).from(scope.from(rows.via())).where(conditions.of(rows.where(), scope));
    List<Field<?>> groups = groups(rows);
    return groups.isEmpty() ? query : query.groupBy(groups);
  }

  private List<Field<?>> fields(Rows rows, Scope scope) {
    List<Field<?>> fields = new ArrayList<>();
    rows.outputs().forEach(output -> fields.add(outputs.of(output, scope)));
    if (fields.isEmpty()) {
      fields.add(inline(1));
    }
    return fields;
  }

  /** By their place in the SELECT: an expression that binds a value is equal to no other. */
  private static List<Field<?>> groups(Rows rows) {
    List<Field<?>> groups = new ArrayList<>();
    for (int i = 0; rows.grouped() && i < rows.outputs().size(); i++) {
      if (rows.outputs().get(i).aggregate() == null) {
        groups.add(inline(i + 1));
      }
    }
    return groups;
  }

  private static Scope scope(Rows rows) {
    return rows.via() == null ? Scope.of(rows.table()) : Scope.joined(rows.table());
  }
}
