package dev.forebay.data.plan;

import dev.forebay.data.request.SelectItem.Aggregate;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * One expression that a SELECT reads. The shape only.
 *
 * @param source where the value comes from; null for {@code count()} of rows
 * @param cast what to make of it
 * @param aggregate how to combine the values of a group, or null
 * @param resultCast what to make of the aggregate
 */
public record Output(
    @Nullable Source source, Cast cast, @Nullable Aggregate aggregate, Cast resultCast) {
  /** A column as an answer shows it. */
  public static Output of(Column column) {
    Cast cast =
        switch (column.type()) {
          case ColumnType.Geometry _ -> Cast.GEOJSON;
          case ColumnType.Vector _ -> Cast.BYTES;
          default -> Cast.NONE;
        };
    return of(new Source.Stored(column.name()), cast);
  }

  /** A value of a row. */
  public static Output of(Source source, Cast cast) {
    return new Output(source, cast, null, Cast.NONE);
  }

  /** What is made of a value. */
  public enum Cast {
    /** Nothing: it stays as it is. */
    NONE,
    /** A geometry's GeoJSON. */
    GEOJSON,
    /** A vector's bytes: the driver does not know MySQL's type. */
    BYTES,
    /** Its text. */
    TEXT,
    /** The nearest whole number. */
    INTEGER,
    /** A double. */
    FLOAT,
    /** Whether it is not zero. */
    BOOLEAN,
    /** Its date. */
    DATE,
    /** A date as a date and time. */
    DATETIME,
    /** Its time of day. */
    TIME,
    /** A text's weight under its collation that pads with spaces, in hexadecimal digits. */
    PADDED_WEIGHT,
    /** A text's weight under its collation that does not pad, in hexadecimal digits. */
    WEIGHT
  }
}
