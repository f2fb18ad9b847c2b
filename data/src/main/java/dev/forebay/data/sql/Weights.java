package dev.forebay.data.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.keyword;

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

  /** The weight of a bound text. */
  static Field<String> ofParameter(String collation) {
    Field<String> text =
        field(
            "cast({0} as char character set utf8mb4) collate {1}",
            String.class, Conditions.value(), keyword(collation));
    return pads(collation) ? padded(text) : unpadded(text);
  }

  /** MySQL 8's own collations do not pad, nor do MariaDB's that say so. */
  static boolean pads(String collation) {
    return !collation.contains("_0900_") && !collation.contains("nopad");
  }
}
