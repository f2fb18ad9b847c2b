package dev.forebay.data.sql;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.one;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.row;

import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Source;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Renders conditions. */
final class ConditionRenderer {
  private final Sources sources;

  ConditionRenderer(Sources sources) {
    this.sources = sources;
  }

  /** One bound value. */
  static Field<Object> value() {
    return param("value", Object.class);
  }

  org.jooq.Condition of(Condition condition, Scope scope) {
    return switch (condition) {
      case Condition.All all -> DSL.and(each(all.conditions(), scope));
      case Condition.Any any ->
          any.conditions().isEmpty() ? falseCondition() : DSL.or(each(any.conditions(), scope));
      case Condition.Not not -> not(of(not.condition(), scope));
      case Condition.Test test -> test(test, sources.of(test.source(), scope));
      case Condition.Between between -> of(between.condition(), scope.between());
      case Condition.KeyIn keys -> keyIn(keys, scope);
      case Condition.Exists exists -> exists(exists, scope);
    };
  }

  private List<org.jooq.Condition> each(List<Condition> conditions, Scope scope) {
    return conditions.stream().map(condition -> of(condition, scope)).toList();
  }

  private org.jooq.Condition exists(Condition.Exists exists, Scope scope) {
    Scope there = scope.at(exists.link());
    return DSL.exists(
        DSL.select(one())
            .from(there.from(exists.link()))
            .where(there.reachedFrom(scope, exists.link()))
            .and(of(exists.condition(), there)));
  }

  private static org.jooq.Condition test(Condition.Test test, Field<Object> source) {
    return switch (test.comparison()) {
      case EQUAL -> source.eq(value());
      case NOT_EQUAL -> source.ne(value());
      case GREATER -> source.gt(value());
      case GREATER_OR_EQUAL -> source.ge(value());
      case LESS -> source.lt(value());
      case LESS_OR_EQUAL -> source.le(value());
      case IN -> test.values() == 0 ? falseCondition() : source.in(values(test.values()));
      case DISTINCT -> with("not ({0} <=> {1})", source);
      case LIKE -> with("convert({0} using utf8mb4) collate utf8mb4_bin like {1}", source);
      case LIKE_IGNORING_CASE ->
          with("lower(convert({0} using utf8mb4)) collate utf8mb4_bin like lower({1})", source);
      case MATCH -> with("convert({0} using utf8mb4) collate utf8mb4_bin regexp {1}", source);
      case FULL_TEXT -> with("match ({0}) against ({1} in boolean mode)", source);
      case CONTAINS -> with("json_contains({0}, {1})", source);
      case CONTAINED -> with("json_contains({1}, {0})", source);
      case OVERLAPS -> with("json_overlaps({0}, {1})", source);
      // Of a date that is not nullable, IS NULL is true of 0000-00-00 as well.
      case NULL -> condition("({0} <=> null)", source);
      case NOT_NULL -> source.isNotNull();
      case TRUE -> condition("{0} is true", source);
      case FALSE -> condition("{0} is false", source);
    };
  }

  /** LIKE and REGEXP go letter by letter, whatever the column's own collation takes for equal. */
  private static org.jooq.Condition with(String template, Field<Object> source) {
    return condition(template, source, value());
  }

  private org.jooq.Condition keyIn(Condition.KeyIn keys, Scope scope) {
    List<Source> parts = keys.parts();
    if (parts.size() == 1) {
      return sources.of(parts.getFirst(), scope).in(values(keys.keys()));
    }
    var key = row(parts.stream().map(part -> sources.of(part, scope)).toList());
    return key.in(Stream.generate(() -> row(values(parts.size()))).limit(keys.keys()).toList());
  }

  private static List<Field<Object>> values(int count) {
    return Collections.nCopies(count, value());
  }
}
