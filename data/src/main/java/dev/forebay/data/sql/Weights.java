package dev.forebay.data.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.keyword;

import dev.forebay.mysql.schema.Collation;
import org.jooq.Field;

/**
 * SQL for the weight of a text: two texts are equal under a collation exactly when their weights
 * are. A collation that pads takes no notice of spaces at the end, but WEIGHT_STRING does.
 */
final class Weights {
  private Weights() {}

  /** A blank is what weighs as one: in Unicode's order U+00A0 does, too. */
  static Field<String> padded(Field<?> text) {
    return padded(text, field("right(concat({0}, ' '), 1)", String.class, text));
  }

  private static Field<String> padded(Field<?> text, Field<?> blank) {
    return field(
        "trim(trailing hex(weight_string({1})) from hex(weight_string(rtrim({0}))))",
        String.class, text, blank);
  }

  static Field<String> unpadded(Field<?> text) {
    return field("hex(weight_string({0}))", String.class, text);
  }

  /** The weight of a bound text, of which the collation's character set has all characters. */
  static Field<String> ofParameter(Collation collation) {
    Field<String> text = collated(ConditionRenderer.value(), collation);
    return collation.pads() ? padded(text, collated(inline(" "), collation)) : unpadded(text);
  }

  private static Field<String> collated(Field<?> text, Collation collation) {
    return field(
        "cast({0} as char character set {1}) collate {2}",
        String.class, text, keyword(collation.characterSet()), keyword(collation.name()));
  }
}
