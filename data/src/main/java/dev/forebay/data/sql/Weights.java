package dev.forebay.data.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.keyword;

import dev.forebay.mysql.schema.Collation;
import org.jooq.Field;

/**
 * SQL for the weight of a text: two texts are equal under a collation exactly when their weights
 * are. A collation that pads takes no notice of spaces at the end, but WEIGHT_STRING does.
 */
final class Weights {
  private Weights() {}

  static Field<String> padded(Field<?> text) {
    return field("hex(weight_string(rtrim({0})))", String.class, text);
  }

  static Field<String> unpadded(Field<?> text) {
    return field("hex(weight_string({0}))", String.class, text);
  }

  /** The weight of a bound text, of which the collation's character set has all characters. */
  static Field<String> ofParameter(Collation collation) {
    Field<String> text =
        field(
            "cast({0} as char character set {1}) collate {2}",
            String.class,
            Conditions.value(),
            keyword(collation.characterSet()),
            keyword(collation.name()));
    return collation.pads() ? padded(text) : unpadded(text);
  }
}
