package dev.forebay.data.plan;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Output.Cast;
import dev.forebay.data.request.Excerpt;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Casts: {@code amount::text}. Only those that always succeed: where PostgreSQL would refuse a
 * value at run time, as in {@code 'abc'::int}, MySQL makes 0 of it in silence.
 */
final class Casts {
  private static final Set<ColumnType> NUMBERS =
      EnumSet.of(ColumnType.INTEGER, ColumnType.BOOLEAN, ColumnType.DECIMAL, ColumnType.FLOAT);
  private static final Set<ColumnType> TEXTS =
      EnumSet.of(
          ColumnType.INTEGER,
          ColumnType.DECIMAL,
          ColumnType.FLOAT,
          ColumnType.TEXT,
          ColumnType.ENUM,
          ColumnType.SET,
          ColumnType.JSON,
          ColumnType.DATE,
          ColumnType.DATETIME,
          ColumnType.TIME,
          ColumnType.UUID,
          ColumnType.INET);

  /** A type to cast to, the types that it can be made of, and PostgreSQL's words for it. */
  private record Target(ColumnType type, Cast cast, Set<ColumnType> from, List<String> words) {
    static Target of(ColumnType type, Cast cast, Set<ColumnType> from, String... words) {
      return new Target(type, cast, from, List.of(words));
    }
  }

  private static final Set<ColumnType> DAYS = EnumSet.of(ColumnType.DATE, ColumnType.DATETIME);

  private static final List<Target> TARGETS =
      List.of(
          Target.of(
              ColumnType.TEXT, Cast.TEXT, TEXTS, "text", "varchar", "char", "character varying"),
          Target.of(
              ColumnType.INTEGER,
              Cast.INTEGER,
              NUMBERS,
              "integer",
              "int",
              "int2",
              "int4",
              "int8",
              "smallint",
              "bigint",
              "signed"),
          Target.of(ColumnType.DECIMAL, Cast.NONE, NUMBERS, "numeric", "decimal"),
          Target.of(
              ColumnType.FLOAT,
              Cast.FLOAT,
              NUMBERS,
              "float",
              "float4",
              "float8",
              "real",
              "double",
              "double precision"),
          Target.of(ColumnType.BOOLEAN, Cast.BOOLEAN, NUMBERS, "boolean", "bool"),
          Target.of(ColumnType.DATE, Cast.DATE, DAYS, "date"),
          Target.of(
              ColumnType.DATETIME, Cast.DATETIME, DAYS, "timestamp", "timestamptz", "datetime"),
          Target.of(
              ColumnType.TIME, Cast.TIME, EnumSet.of(ColumnType.TIME, ColumnType.DATETIME), "time"),
          Target.of(ColumnType.JSON, Cast.NONE, EnumSet.of(ColumnType.JSON), "json", "jsonb"));

  private Casts() {}

  /** A cast, and what comes of it. */
  record Typed(Cast cast, Column type) {}

  /** The cast of a value to the type that a word names; without one it stays. */
  static Typed of(Column type, @Nullable String word) {
    if (word == null) {
      return new Typed(Output.of(type).cast(), type);
    }
    Target target =
        TARGETS.stream()
            .filter(t -> t.words().contains(word))
            .findFirst()
            .orElseThrow(() -> refused(type, word, "MySQL casts to " + names()));
    if (!target.from().contains(type.type())) {
      throw refused(
          type, word, "MySQL has no such cast that refuses what is none; read it as it is");
    }
    boolean needless = target.type() == ColumnType.DECIMAL || type.type() == target.type();
    Column result =
        needless && type.type() != ColumnType.BOOLEAN ? type : Types.of(type, target.type());
    return new Typed(needless ? Cast.NONE : target.cast(), result);
  }

  private static String names() {
    return TARGETS.stream().map(t -> t.words().getFirst()).collect(Collectors.joining(", "));
  }

  private static ForebayException refused(Column type, String word, String hint) {
    return new ForebayException(
        ErrorCode.UNSUPPORTED_FEATURE,
        "The cast of %s to %s is not supported".formatted(type.name(), Excerpt.of(word)),
        "The value is " + type.declaredType(),
        hint,
        null);
  }
}
