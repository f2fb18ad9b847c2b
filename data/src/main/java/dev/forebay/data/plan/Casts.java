package dev.forebay.data.plan;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Output.Cast;
import dev.forebay.data.request.Excerpt;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private enum Target {
    TEXT(List.of("text", "varchar", "char", "character varying"), TEXTS),
    INTEGER(
        List.of("integer", "int", "int2", "int4", "int8", "smallint", "bigint", "signed"), NUMBERS),
    DECIMAL(List.of("numeric", "decimal"), NUMBERS),
    FLOAT(List.of("float", "float4", "float8", "real", "double", "double precision"), NUMBERS),
    BOOLEAN(List.of("boolean", "bool"), NUMBERS),
    DATE(List.of("date"), EnumSet.of(ColumnType.DATE, ColumnType.DATETIME)),
    DATETIME(
        List.of("timestamp", "timestamptz", "datetime"),
        EnumSet.of(ColumnType.DATE, ColumnType.DATETIME)),
    TIME(List.of("time"), EnumSet.of(ColumnType.TIME, ColumnType.DATETIME)),
    JSON(List.of("json", "jsonb"), EnumSet.of(ColumnType.JSON));

    private final List<String> words;
    private final Set<ColumnType> from;

    Target(List<String> words, Set<ColumnType> from) {
      this.words = words;
      this.from = from;
    }

    static @Nullable Target of(String word) {
      for (Target target : values()) {
        if (target.words.contains(word)) {
          return target;
        }
      }
      return null;
    }
  }

  private static final Map<Target, Cast> CASTS =
      Map.of(
          Target.TEXT, Cast.TEXT,
          Target.INTEGER, Cast.INTEGER,
          Target.DECIMAL, Cast.NONE,
          Target.FLOAT, Cast.FLOAT,
          Target.BOOLEAN, Cast.BOOLEAN,
          Target.DATE, Cast.DATE,
          Target.DATETIME, Cast.DATETIME,
          Target.TIME, Cast.TIME,
          Target.JSON, Cast.NONE);

  private Casts() {}

  /** A cast, and what comes of it. */
  record Typed(Cast cast, Column type) {}

  /** The cast of a value to the type that a word names; without one it stays. */
  static Typed of(Column type, @Nullable String word) {
    if (word == null) {
      return new Typed(Output.of(type).cast(), type);
    }
    Target target = Target.of(word);
    if (target == null) {
      throw refused(type, word, "MySQL casts to " + names());
    }
    if (!target.from.contains(type.type())) {
      throw refused(
          type, word, "MySQL has no such cast that refuses what is none; read it as it is");
    }
    boolean needless = target == Target.DECIMAL || type.type().name().equals(target.name());
    Column result =
        needless && type.type() != ColumnType.BOOLEAN ? type : Types.of(type, of(target));
    return new Typed(needless ? Cast.NONE : CASTS.getOrDefault(target, Cast.NONE), result);
  }

  private static ColumnType of(Target target) {
    return ColumnType.valueOf(target.name());
  }

  private static String names() {
    return String.join(
        ", ", java.util.Arrays.stream(Target.values()).map(t -> t.words.getFirst()).toList());
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
