package dev.forebay.data.sql;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.row;

import dev.forebay.data.plan.Condition;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.RowN;
import org.jooq.impl.DSL;

/** Renders conditions. */
final class Conditions {
  private Conditions() {}

  /** One bound value. */
  static Field<Object> value() {
    return param("value", Object.class);
  }

  static org.jooq.Condition of(Condition condition) {
    return switch (condition) {
      case Condition.All all -> DSL.and(each(all.conditions()));
      case Condition.Any any -> DSL.or(each(any.conditions()));
      case Condition.Not not -> not(of(not.condition()));
      case Condition.Test test -> test(test, field(name(test.column())));
      case Condition.KeyIn keys -> keyIn(keys);
    };
  }

  private static List<org.jooq.Condition> each(List<Condition> conditions) {
    return conditions.stream().map(Conditions::of).toList();
  }

  private static org.jooq.Condition test(Condition.Test test, Field<Object> column) {
    return switch (test.comparison()) {
      case EQUAL -> column.eq(value());
      case NOT_EQUAL -> column.ne(value());
      case GREATER -> column.gt(value());
      case GREATER_OR_EQUAL -> column.ge(value());
      case LESS -> column.lt(value());
      case LESS_OR_EQUAL -> column.le(value());
      case IN -> test.values() == 0 ? falseCondition() : column.in(values(test.values()));
      case LIKE -> like("convert({0} using utf8mb4) collate utf8mb4_bin like {1}", column);
      case LIKE_IGNORING_CASE ->
          like("lower(convert({0} using utf8mb4)) collate utf8mb4_bin like lower({1})", column);
      case NULL -> column.isNull();
      case NOT_NULL -> column.isNotNull();
      case TRUE -> condition("{0} is true", column);
      case FALSE -> condition("{0} is false", column);
    };
  }

  /** Letter by letter, whatever the column's own collation takes for equal. */
  private static org.jooq.Condition like(String template, Field<Object> column) {
    return condition(template, column, value());
  }

  private static org.jooq.Condition keyIn(Condition.KeyIn keys) {
    List<String> columns = keys.columns();
    if (columns.size() == 1) {
      return field(name(columns.getFirst())).in(values(keys.keys()));
    }
    RowN key = row(columns.stream().map(column -> field(name(column))).toList());
    return key.in(Stream.generate(() -> row(values(columns.size()))).limit(keys.keys()).toList());
  }

  private static List<Field<Object>> values(int count) {
    return Collections.nCopies(count, value());
  }
}
