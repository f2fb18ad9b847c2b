package dev.forebay.data.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.sql;

import dev.forebay.data.plan.Source;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/** Renders where values come from. */
final class Sources {
  private final Server server;
  private final ConditionRenderer conditions = new ConditionRenderer(this);

  Sources(Server server) {
    this.server = server;
  }

  /** What renders conditions on these. */
  ConditionRenderer conditions() {
    return conditions;
  }

  Field<Object> of(Source source, Scope scope) {
    return switch (source) {
      case Source.Stored(String column) -> scope.column(column);
      case Source.Widened(String column) ->
          object("convert({0} using utf8mb4) collate utf8mb4_bin", scope.column(column));
      case Source.Filled(Source text) ->
          object("rpad({0}, {1}, ' ')", of(text, scope), DSL.inline(Source.Filled.LENGTH));
      case Source.Between(String column) -> scope.between(column);
      case Source.Json json -> part(json.as(), scope.column(json.column()));
      case Source.Related related -> {
        Scope there = scope.at(related.link());
        yield DSL.field(
            DSL.select(of(related.source(), there))
                .from(there.from(related.link()))
                .where(there.reachedFrom(scope, related.link()))
                .and(conditions.of(related.condition(), there)));
      }
    };
  }

  private Field<Object> part(Source.As as, Field<Object> column) {
    return switch (as) {
      case JSON -> extract(column);
      case TEXT ->
          object(
              "convert(json_unquote(nullif({0}, {1})) using utf8mb4) collate utf8mb4_bin",
              extract(column), jsonNull());
      case NUMBER ->
          object(
              "case when json_type({0}) in ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL')"
                  + " then cast({1} as decimal(65,30)) end",
              extract(column), extract(column));
      case STRING -> text("STRING", column);
      case BOOLEAN -> text("BOOLEAN", column);
    };
  }

  private static Field<Object> text(String type, Field<Object> column) {
    return object(
        "case when json_type({0}) = '%s' then convert(json_unquote({1}) using utf8mb4)"
                .formatted(type)
            + " collate utf8mb4_bin end",
        extract(column),
        extract(column));
  }

  private static Field<Object> extract(Field<Object> column) {
    return object("json_extract({0}, {1})", column, ConditionRenderer.value());
  }

  /** JSON is text in MariaDB and a type in MySQL, where it never equals a text. */
  private QueryPart jsonNull() {
    return sql(server == Server.MARIADB ? "'null'" : "cast('null' as json)");
  }

  private static Field<Object> object(String template, QueryPart... parts) {
    return field(template, Object.class, parts);
  }
}
