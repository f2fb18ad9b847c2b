package dev.forebay.data.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.forebay.data.plan.Link;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableLike;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which tables the columns' names mean in one part of a statement. Aliases begin with forebay_, as
 * no exposed table does.
 *
 * @param table the table
 * @param alias what it is called here; null for its own name, where no other table is in sight
 * @param depth how many statements it is within
 */
record Scope(String table, @Nullable String alias, int depth) {

  /** The scope of a statement on one table. */
  static Scope of(String table) {
    return new Scope(table, null, 0);
  }

  /** The scope of a statement on a table that a junction has led to. */
  static Scope joined(String table) {
    return new Scope(table, "forebay_0", 0);
  }

  /** The scope of a statement within, on the table that a link leads to. */
  Scope at(Link link) {
    return new Scope(link.table(), "forebay_" + (depth + 1), depth + 1);
  }

  /** The scope of the junction that has led here. */
  Scope between() {
    return new Scope(table, junctionAlias(), depth);
  }

  Field<Object> column(String column) {
    return alias == null ? field(name(column)) : field(name(alias, column));
  }

  /** A column as a statement within names it. */
  Field<Object> fromWithin(String column) {
    return field(name(Objects.requireNonNullElse(alias, table), column));
  }

  Field<Object> between(String column) {
    return field(name(junctionAlias(), column));
  }

  /** The table, joined with the junction where the link has one. */
  TableLike<Record> from(@Nullable Link link) {
    var own = DSL.table(name(table));
    var named = alias == null ? own : own.as(name(alias));
    Link.Junction junction = link == null ? null : link.junction();
    if (link == null || junction == null) {
      return named;
    }
    var middle = DSL.table(name(junction.table())).as(name(junctionAlias()));
    return named.join(middle).on(equal(columns(junction.far(), true), columns(link.to(), false)));
  }

  /** Whether a row here is one that a row outside leads to. */
  Condition reachedFrom(Scope outside, Link link) {
    Link.Junction junction = link.junction();
    List<Field<Object>> near =
        junction == null ? columns(link.to(), false) : columns(junction.near(), true);
    return equal(near, link.from().stream().map(outside::fromWithin).toList());
  }

  private List<Field<Object>> columns(List<String> names, boolean between) {
    return names.stream().map(n -> between ? between(n) : column(n)).toList();
  }

  private String junctionAlias() {
    return "forebay_j" + depth;
  }

  private static Condition equal(List<Field<Object>> one, List<Field<Object>> other) {
    Condition condition = DSL.noCondition();
    for (int i = 0; i < one.size(); i++) {
      condition = condition.and(one.get(i).eq(other.get(i)));
    }
    return condition;
  }
}
