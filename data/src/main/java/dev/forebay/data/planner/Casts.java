package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Output;
import dev.forebay.data.plan.Output.Cast;
import dev.forebay.data.request.Excerpt;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Casts: {@code amount::text}. Only those that always succeed: where PostgreSQL would refuse a
 * value at run time, as in {@code 'abc'::int}, MySQL makes 0 of it in silence.
 */
final class Casts {
  private static final Set<Class<? extends ColumnType>> NUMBERS =
      Set.of(
          ColumnType.Int.class,
          ColumnType.Year.class,
          ColumnType.Bool.class,
          ColumnType.Decimal.class,
          ColumnType.Real.class);
  private static final Set<Class<? extends ColumnType>> TEXTS =
      Set.of(
          ColumnType.Int.class,
          ColumnType.Year.class,
          ColumnType.Decimal.class,
          ColumnType.Real.class,
          ColumnType.Text.class,
          ColumnType.Enumeration.class,
          ColumnType.SetOf.class,
          ColumnType.Json.class,
          ColumnType.Date.class,
          ColumnType.DateTime.class,
          ColumnType.Time.class,
          ColumnType.Uuid.class,
          ColumnType.Inet.class);
  private static final Set<Class<? extends ColumnType>> DAYS =
      Set.of(ColumnType.Date.class, ColumnType.DateTime.class);
  private static final Set<Class<? extends ColumnType>> TIMES =
      Set.of(ColumnType.Time.class, ColumnType.DateTime.class);

  /** A type to cast to, the types that it can be made of, and PostgreSQL's words for it. */
  private record Target(
      String type, Cast cast, Set<Class<? extends ColumnType>> from, List<String> words) {
    static Target of(
        String type, Cast cast, Set<Class<? extends ColumnType>> from, String... words) {
      return new Target(type, cast, from, List.of(words));
    }

    /** Whether a value is of the type as it is; what is shown as a boolean may be no 0 or 1. */
    boolean is(ColumnType before) {
      return switch (before) {
        case ColumnType.Bool _ -> false;
        case ColumnType.Year _ -> type.equals("bigint");
        default -> before.getClass() == ColumnType.of(type, null).getClass();
      };
    }

    /** What comes of a value: a time keeps the digits of its fraction. */
    Column of(Column before) {
      int digits =
          switch (before.type()) {
            case ColumnType.DateTime time -> time.fraction();
            case ColumnType.Time time -> time.fraction();
            default -> 0;
          };
      boolean timed = from.equals(TIMES) || type.equals("datetime");
      return Column.of(before.name(), timed ? type + "(" + digits + ")" : type);
    }
  }

  private static final List<Target> TARGETS =
      List.of(
          Target.of("text", Cast.TEXT, TEXTS, "text", "varchar", "char", "character varying"),
          Target.of(
              "bigint",
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
          Target.of("decimal", Cast.NONE, NUMBERS, "numeric", "decimal"),
          Target.of(
              "double",
              Cast.FLOAT,
              NUMBERS,
              "float",
              "float4",
              "float8",
              "real",
              "double",
              "double precision"),
          Target.of("tinyint(1)", Cast.BOOLEAN, NUMBERS, "boolean", "bool"),
          Target.of("date", Cast.DATE, DAYS, "date"),
          Target.of("datetime", Cast.DATETIME, DAYS, "timestamp", "timestamptz", "datetime"),
          Target.of("time", Cast.TIME, TIMES, "time"),
          Target.of("json", Cast.NONE, Set.of(ColumnType.Json.class), "json", "jsonb"));

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
    if (!target.from().contains(type.type().getClass())) {
      throw refused(
          type, word, "MySQL has no such cast that refuses what is none; read it as it is");
    }
    if (target.is(type.type())) {
      return new Typed(Output.of(type).cast(), type);
    }
    return new Typed(target.cast(), target.cast() == Cast.NONE ? type : target.of(type));
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
