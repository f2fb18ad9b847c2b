package dev.forebay.data.openapi;

import dev.forebay.data.openapi.Check.Condition;
import dev.forebay.data.openapi.Check.Operand;
import dev.forebay.data.result.Truth;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the conditions of CHECK constraints as MariaDB and MySQL spell them. What is none of these
 * is not understood:
 *
 * <pre>
 * condition = and { "or" and }        and = test { "and" test }
 * test      = "not" test | "(" condition ")" | "json_valid(" column ")" | value tail
 * tail      = ("=" | "&lt;&gt;" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") value | "is" ["not"] "null"
 *           | ["not"] "in (" value { "," value } ")" | ["not"] "between" value "and" value
 * value     = column | number | text | ("char_length(" | "length(" | "octet_length(") column ")"
 * </pre>
 */
final class CheckParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:`([^`]+)`|(?:_\\w+)?'((?:[^'\\\\]++|''|\\\\.)*+)'|(-?\\d+(?:\\.\\d+)?)"
              + "|([A-Za-z_]+|<=|>=|<>|!=|[=<>(),]))\\s*");
  private static final Set<String> LENGTHS =
      Set.of("char_length", "character_length", "length", "octet_length");

  private record Token(String word, @Nullable String column, @Nullable Object constant) {}

  /** Thrown within, for what is not understood. */
  private static final class UnknownException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final List<Token> tokens = new ArrayList<>();
  private final Set<String> columns = new HashSet<>();
  private final List<Object> constants = new ArrayList<>();
  private int at;

  private CheckParser(String clause) {
    // MySQL's view of the constraints escapes the quotes of texts.
    Matcher token = TOKEN.matcher(clause.replace("\\'", "'"));
    int end = 0;
    while (end < token.regionEnd() && token.find(end) && token.start() == end) {
      tokens.add(token(token));
      end = token.end();
    }
    if (end < token.regionEnd()) {
      throw new UnknownException();
    }
  }

  private static Token token(Matcher found) {
    String text = found.group(2);
    String number = found.group(3);
    Object constant = number == null ? null : new BigDecimal(number);
    String word = found.group(4) == null ? "" : found.group(4).toLowerCase(Locale.ROOT);
    return new Token(word, found.group(1), text == null ? constant : text.replace("''", "'"));
  }

  /** The condition, if it is understood. */
  static Optional<Check> parse(String clause) {
    try {
      CheckParser parser = new CheckParser(clause);
      Condition condition = parser.condition();
      return parser.at == parser.tokens.size()
          ? Optional.of(new Check(parser.columns, parser.constants, condition))
          : Optional.empty();
    } catch (UnknownException _) {
      return Optional.empty();
    }
  }

  private Condition condition() {
    Condition left = and();
    while (accept("or")) {
      left = either(left, and());
    }
    return left;
  }

  private Condition and() {
    Condition left = test();
    while (accept("and")) {
      left = both(left, test());
    }
    return left;
  }

  private static Condition either(Condition one, Condition other) {
    return row -> one.of(row).or(other.of(row));
  }

  private static Condition both(Condition one, Condition other) {
    return row -> one.of(row).and(other.of(row));
  }

  private Condition test() {
    if (accept("not")) {
      return not(test());
    }
    if (accept("(")) {
      Condition within = condition();
      expect(")");
      return within;
    }
    if (accept("json_valid")) {
      Operand text = columnInParentheses();
      return row ->
          text.of(row).map(value -> Truth.of(isJson(value.toString()))).orElse(Truth.UNKNOWN);
    }
    Operand left = value();
    boolean not = accept("not");
    Condition tail = tail(left);
    return not ? not(tail) : tail;
  }

  private static Condition not(Condition condition) {
    return row -> condition.of(row).not();
  }

  private static boolean isJson(String text) {
    try {
      Json.MAPPER.readTree(text);
      return true;
    } catch (JacksonException _) {
      return false;
    }
  }

  private Condition tail(Operand left) {
    if (accept("is")) {
      boolean not = accept("not");
      expect("null");
      return row -> Truth.of(left.of(row).isPresent() == not);
    }
    if (accept("between")) {
      Operand low = value();
      expect("and");
      Operand high = value();
      return both(compared(left, ">=", low), compared(left, "<=", high));
    }
    if (accept("in")) {
      return in(left);
    }
    String operator = next().word();
    if (!Set.of("=", "<>", "!=", "<", "<=", ">", ">=").contains(operator)) {
      throw new UnknownException();
    }
    return compared(left, operator, value());
  }

  private Condition in(Operand left) {
    expect("(");
    Condition any = compared(left, "=", value());
    while (accept(",")) {
      any = either(any, compared(left, "=", value()));
    }
    expect(")");
    return any;
  }

  private static Condition compared(Operand left, String operator, Operand right) {
    return row ->
        left.of(row)
            .flatMap(one -> right.of(row).map(other -> holds(operator, compare(one, other))))
            .map(Truth::of)
            .orElse(Truth.UNKNOWN);
  }

  private static boolean holds(String operator, int order) {
    return switch (operator) {
      case "=" -> order == 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> order != 0;
    };
  }

  /** A text beside a number as a number, and texts as most collations have them. */
  private static int compare(Object one, Object other) {
    if (one instanceof BigDecimal || other instanceof BigDecimal) {
      try {
        return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()));
      } catch (NumberFormatException _) {
        return one.toString().compareTo(other.toString());
      }
    }
    return one.toString().compareToIgnoreCase(other.toString());
  }

  private Operand value() {
    Token token = next();
    Object constant = token.constant();
    if (constant != null) {
      constants.add(constant);
      return _ -> Optional.of(constant);
    }
    String column = token.column();
    if (column != null) {
      return column(column);
    }
    if (!LENGTHS.contains(token.word())) {
      throw new UnknownException();
    }
    Operand text = columnInParentheses();
    return row -> text.of(row).map(value -> BigDecimal.valueOf(value.toString().length()));
  }

  private Operand columnInParentheses() {
    expect("(");
    String name = next().column();
    if (name == null) {
      throw new UnknownException();
    }
    expect(")");
    return column(name);
  }

  private Operand column(String name) {
    columns.add(name);
    return row -> Optional.ofNullable(row.get(name));
  }

  private boolean accept(String word) {
    boolean there = at < tokens.size() && tokens.get(at).word().equals(word);
    at += there ? 1 : 0;
    return there;
  }

  private void expect(String word) {
    if (!accept(word)) {
      throw new UnknownException();
    }
  }

  private Token next() {
    if (at == tokens.size()) {
      throw new UnknownException();
    }
    return tokens.get(at++);
  }
}
