package dev.forebay.data.types;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A column's type as a schema declares it, with what it can be used for.
 *
 * @param type in the words of CREATE TABLE
 * @param family what its values are compared as
 * @param keyPart how a primary key names it, with the column's name for {@code %s}
 * @param uniquePart how a unique key names it
 * @param indexed whether it can be part of a key at all
 * @param referable whether a foreign key can refer to it
 * @param keyOptions behind the type where it is the primary key
 */
record ColumnKind(
    String type,
    Family family,
    Samples values,
    String keyPart,
    String uniquePart,
    boolean indexed,
    boolean referable,
    String keyOptions) {
  /** What tells whether what is shown is what is stored. */
  enum Family {
    /** Numbers and truths of exact digits. */
    NUMBER("CONCAT(%s + 0)"),
    /** Numbers of exact digits and a scale. */
    DECIMAL("CONCAT(%s)"),
    FLOAT("CONCAT(CAST(%s AS DOUBLE))"),
    DOUBLE("CONCAT(CAST(%s AS DOUBLE))"),
    TEXT("CONVERT(%s USING utf8mb4)"),
    /** ENUM and SET: their words. */
    WORDS("CONVERT(%s USING utf8mb4)"),
    BYTES("HEX(%s)"),
    TIME("REPLACE(CONCAT(%s), ' ', 'T')"),
    /** UUID and addresses, as the server writes them. */
    NAME("CONCAT(%s)"),
    JSON("CONVERT(%s USING utf8mb4)");

    private static final Map<String, String> NUMBERS = Map.of("true", "1", "false", "0");
    private static final JsonMapper JSON_TREES = JsonMapper.shared();

    private final String text;

    Family(String text) {
      this.text = text;
    }

    /** An expression of SQL for what is to be shown. */
    String text(String column) {
      return text.formatted(column);
    }

    /** Whether a shown text says what SQL has for {@link #text}. */
    boolean shows(String shown, String stored) {
      return switch (this) {
        case NUMBER -> stored.equals(NUMBERS.getOrDefault(shown, shown));
        case DECIMAL -> plain(shown).equals(plain(stored));
        case FLOAT -> Float.parseFloat(shown) == (float) Double.parseDouble(stored);
        case DOUBLE -> nearly(Double.parseDouble(shown), Double.parseDouble(stored));
        case BYTES ->
            Arrays.equals(Base64.getDecoder().decode(shown), HexFormat.of().parseHex(stored));
        case JSON -> JSON_TREES.readTree(shown).equals(JSON_TREES.readTree(stored));
        case TEXT, WORDS, TIME, NAME -> shown.equals(stored);
      };
    }

    private static String plain(String decimal) {
      return new BigDecimal(decimal).toPlainString();
    }

    /** MySQL writes some doubles with a digit less than they have. */
    private static boolean nearly(double one, double other) {
      return one == other || Math.abs(one - other) <= Math.abs(one) * 1e-15;
    }

    /** An expression of SQL that differs wherever what is stored does. */
    String stored(String column) {
      return switch (this) {
        case TEXT -> "HEX(" + column + ")";
        case WORDS -> "CONCAT(%s + 0, ':', HEX(%s))".formatted(column, column);
        case NUMBER, DECIMAL, FLOAT, DOUBLE, BYTES, TIME, NAME, JSON -> text(column);
      };
    }
  }

  /** A type that keys and foreign keys can be made of. */
  static ColumnKind of(String type, Family family, Samples values) {
    return new ColumnKind(type, family, values, "%s", "%s", true, true, "");
  }

  /** A type of which an index takes the beginning only. */
  static ColumnKind prefixed(String type, Family family, Samples values, int prefix) {
    String part = "%s(" + prefix + ")";
    return new ColumnKind(type, family, values, part, part, true, false, "");
  }

  /** A type that no index takes. */
  static ColumnKind unindexed(String type, Family family, Samples values) {
    return new ColumnKind(type, family, values, "", "", false, false, "");
  }

  /** The same type, whose unique key is over an expression. */
  ColumnKind uniqueBy(String expression) {
    return new ColumnKind(
        type, family, values, keyPart, expression, indexed, referable, keyOptions);
  }

  /** The same type, made by AUTO_INCREMENT where it is the key. */
  ColumnKind counted() {
    return new ColumnKind(
        type, family, values, keyPart, uniquePart, indexed, referable, "AUTO_INCREMENT");
  }

  /** Whether its rows can be found by their primary key, which holds all of the column. */
  boolean hasWholeKey() {
    return indexed && keyPart.equals("%s");
  }

  /**
   * What a key makes of a wording: upserts of one that holds the beginnings only may be refused, or
   * of one that is compared with blanks unseen; and a boolean that is a key is a number.
   */
  Wording asKey(Wording wording) {
    String text = wording.text();
    boolean word = family == Family.NUMBER && text != null && !text.matches("-?\\d+");
    boolean blanks = type.startsWith("CHAR") && type.contains("nopad");
    return hasWholeKey() && !word && !blanks ? wording : wording.refusable();
  }

  @Override
  public String toString() {
    String unique = uniquePart.equals("%s") ? "" : " by " + uniquePart.formatted("it");
    return type + unique + (keyOptions.isEmpty() ? "" : " " + keyOptions);
  }
}
