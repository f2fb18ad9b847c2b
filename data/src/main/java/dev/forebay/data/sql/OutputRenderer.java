package dev.forebay.data.sql;

import static org.jooq.impl.DSL.field;

import dev.forebay.data.plan.Output;
import dev.forebay.data.plan.Output.Cast;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Renders what a SELECT reads. */
final class OutputRenderer {
  private final Sources sources;

  OutputRenderer(Sources sources) {
    this.sources = sources;
  }

  Field<?> of(Output output, Scope scope) {
    if (output.source() == null) {
      return cast(DSL.count(), output.resultCast());
    }
    Field<?> value = cast(sources.of(output.source(), scope), output.cast());
    return cast(aggregate(output, value), output.resultCast());
  }

  private static Field<?> aggregate(Output output, Field<?> value) {
    return switch (output.aggregate()) {
      case null -> value;
      case COUNT -> DSL.count(value);
      case SUM -> field("sum({0})", Object.class, value);
      case AVG -> field("avg({0})", Object.class, value);
      case MIN -> DSL.min(value);
      case MAX -> DSL.max(value);
    };
  }

  private static Field<?> cast(Field<?> value, Cast cast) {
    return switch (cast) {
      case NONE -> value;
      case GEOJSON -> field("st_asgeojson({0})", Object.class, value);
      case BYTES -> field("cast({0} as binary)", Object.class, value);
      case TEXT -> field("cast({0} as char)", Object.class, value);
      case INTEGER -> field("cast({0} as decimal(65,0))", Object.class, value);
      case FLOAT -> field("({0} + 0e0)", Object.class, value);
      case BOOLEAN -> field("({0} <> 0)", Object.class, value);
      case DATE -> field("cast({0} as date)", Object.class, value);
      case DATETIME -> field("cast({0} as datetime(6))", Object.class, value);
      case TIME -> field("cast({0} as time(6))", Object.class, value);
      case PADDED_WEIGHT -> Weights.padded(value);
      case WEIGHT -> Weights.unpadded(value);
    };
  }
}
