package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.NearestName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
  /** {@code null}, {@code not_null}, {@code true}, {@code false} or {@code unknown}. */
  IS,
  /** Not equal, where NULL is a value like others. */
  ISDISTINCT,
  /** Case-sensitive pattern; {@code *} or {@code %} for any text, {@code _} for any letter. */
  LIKE,
  /** The same, in any case. */
  ILIKE,
  /** Case-sensitive regular expression. */
  MATCH,
  /** The same, in any case. */
  IMATCH,
  /** Full-text search in the words of PostgreSQL's {@code to_tsquery}: {@code fat & !cat}. */
  FTS,
  /** Full-text search for all words. */
  PLFTS,
  /** Full-text search for a phrase. */
  PHFTS,
  /** Full-text search as in a search engine: {@code "fat cat" or -dog}. */
  WFTS,
  /** JSON that contains the value. */
  CS,
  /** JSON that the value contains. */
  CD,
  /** JSON that has something in common with the value. */
  OV,
  /** Of ranges, which MySQL does not have: strictly left of. */
  SL,
  /** Of ranges: strictly right of. */
  SR,
  /** Of ranges: does not extend to the right of. */
  NXR,
  /** Of ranges: does not extend to the left of. */
  NXL,
  /** Of ranges: adjacent to. */
  ADJ;

  private static final Set<Operator> TEXT_SEARCHES = EnumSet.of(FTS, PLFTS, PHFTS, WFTS);
  private static final Set<Operator> CONTAINMENTS = EnumSet.of(CS, CD, OV);
  private static final Set<Operator> OF_RANGES = EnumSet.of(SL, SR, NXR, NXL, ADJ);
  private static final Set<Operator> QUANTIFIABLE =
      EnumSet.of(EQ, GT, GTE, LT, LTE, LIKE, ILIKE, MATCH, IMATCH);
  private static final Map<String, Operator> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Operator::word, o -> o));
  private static final String FORM =
      "A filter is written column=operator.value, for example id=eq.5";
  private static final List<String> WORDS =
      Arrays.stream(values()).filter(o -> !OF_RANGES.contains(o)).map(Operator::word).toList();

  /** The operator as it stands in a query. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is one of full-text search. */
  boolean isTextSearch() {
    return TEXT_SEARCHES.contains(this);
  }

  /** Whether its value may be an array or an object. */
  boolean isContainment() {
    return CONTAINMENTS.contains(this);
  }

  /** Whether it takes several values with {@code any} or {@code all}. */
  boolean isQuantifiable() {
    return QUANTIFIABLE.contains(this);
  }

  /** Whether there is an operator of this word. */
  static boolean isWord(String word) {
    return BY_WORD.containsKey(word);
  }

  /** The operator of this word. FB111 where there is none, FB208 where it is of ranges. */
  static Operator of(String word, String column) {
    Operator operator = BY_WORD.get(word);
    if (operator == null) {
      throw unknown(word, column);
    }
    if (OF_RANGES.contains(operator)) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "The operator %s is not supported".formatted(word),
          "MySQL has no range types; compare two columns, such as starts=lt.… and ends=gt.…");
    }
    return operator;
  }

  private static ForebayException unknown(String word, String column) {
    return new ForebayException(
        ErrorCode.UNKNOWN_OPERATOR,
        "Unknown operator \"%s\" in the filter on %s".formatted(Excerpt.of(word), column),
        "The operators are: " + String.join(", ", WORDS),
        word.length() < 2
            ? FORM
            : NearestName.of(word, WORDS).map("Perhaps you meant %s"::formatted).orElse(FORM),
        null);
  }
}
