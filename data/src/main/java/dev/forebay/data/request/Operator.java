package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A comparison of the grammar; written in lower case: {@code id=gte.10}. */
public enum Operator {
  /** Equal. */
  EQ,
  /** Not equal. */
  NEQ,
  /** Greater than. */
  GT,
  /** Greater than or equal. */
  GTE,
  /** Less than. */
  LT,
  /** Less than or equal. */
  LTE,
  /** One of a list: {@code in.(1,2,"a,b")}. */
  IN,
  /** {@code null}, {@code not_null}, {@code true} or {@code false}. */
  IS,
  /** Case-sensitive pattern; {@code *} or {@code %} for any text, {@code _} for any letter. */
  LIKE,
  /** The same, in any case. */
  ILIKE;

  private static final Map<String, Operator> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Operator::word, o -> o));
  private static final String FORM =
      "A filter is written column=operator.value, for example id=eq.5";
  private static final List<String> WORDS = Arrays.stream(values()).map(Operator::word).toList();

  /** The operator as it stands in a query. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The operator of this word. FB111 where there is none. */
  static Operator of(String word, String column) {
    Operator operator = BY_WORD.get(word);
    if (operator != null) {
      return operator;
    }
    throw new ForebayException(
        ErrorCode.UNKNOWN_OPERATOR,
        "Unknown operator \"%s\" in the filter on %s".formatted(Excerpt.of(word), column),
        "The operators are: " + String.join(", ", WORDS),
        word.length() < 2
            ? FORM
            : NearestName.of(word, WORDS).map("Perhaps you meant %s"::formatted).orElse(FORM),
        null);
  }
}
