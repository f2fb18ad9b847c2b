package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Full-text queries in the words of MySQL's boolean mode. Whatever is no letter or digit of a word
 * is left out of it, so that nothing of a client's is an operator there.
 *
 * <pre>
 * fts    fat &amp; (cat | !dog)      +fat +(cat -dog)
 * plfts  the fat cat             +the +fat +cat
 * phfts  fat cat                 "fat cat"
 * wfts   "fat cat" or bird -dog  "fat cat" bird -dog
 * </pre>
 */
final class TextSearch {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");
  private static final Pattern WEB =
      Pattern.compile("(-?)(?:\"([^\"]*)\"|([\\p{L}\\p{M}\\p{N}_]+))");

  private static final int DEEPEST = 20;

  private final String text;
  private int position;
  private int depth;

  private TextSearch(String text) {
    this.text = text;
  }

  static String inBooleanMode(Operator operator, String text) {
    return switch (operator) {
      case PLFTS -> String.join(" ", words(text).stream().map(word -> "+" + word).toList());
      case PHFTS -> phrase(text);
      case WFTS -> web(text);
      default -> new TextSearch(text).whole();
    };
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(result -> result.group()).toList();
  }

  /** Nothing where there is no word: an empty phrase is an error in boolean mode. */
  private static String phrase(String text) {
    List<String> words = words(text);
    return words.isEmpty() ? "" : "\"" + String.join(" ", words) + "\"";
  }

  /** Words are all required, but for two with "or" between them. */
  private static String web(String text) {
    List<String> terms = new ArrayList<>();
    boolean alternative = false;
    Matcher matcher = WEB.matcher(text);
    while (matcher.find()) {
      String word = matcher.group(3);
      if ("or".equalsIgnoreCase(word) && !terms.isEmpty()) {
        alternative = true;
        terms.set(terms.size() - 1, withoutPlus(terms.getLast()));
        continue;
      }
      String term = word == null ? phrase(matcher.group(2)) : word;
      if (term.isEmpty()) {
        continue;
      }
      String sign = matcher.group(1).isEmpty() ? (alternative ? "" : "+") : "-";
      terms.add(sign + term);
      alternative = false;
    }
    return String.join(" ", terms);
  }

  private static String withoutPlus(String term) {
    return term.startsWith("+") ? term.substring(1) : term;
  }

  private String whole() {
    String query = alternatives();
    if (position < text.length()) {
      throw malformed();
    }
    return query;
  }

  private String alternatives() {
    List<String> terms = new ArrayList<>();
    do {
      terms.add(conjunction());
    } while (accept('|'));
    return terms.size() == 1 ? terms.getFirst() : joined(terms);
  }

  private static String joined(List<String> terms) {
    return String.join(
        " ", terms.stream().map(term -> term.startsWith("+") ? "(" + term + ")" : term).toList());
  }

  private String conjunction() {
    StringBuilder terms = new StringBuilder();
    do {
      String sign = accept('!') ? "-" : "+";
      terms.append(terms.isEmpty() ? "" : " ").append(sign).append(term());
    } while (accept('&'));
    return terms.toString();
  }

  private String term() {
    if (accept('(')) {
      if (++depth > DEEPEST) {
        throw malformed();
      }
      String inner = alternatives();
      if (!accept(')')) {
        throw malformed();
      }
      depth--;
      return "(" + inner + ")";
    }
    Matcher word = WORD.matcher(text).region(position, text.length());
    if (!word.lookingAt()) {
      throw malformed();
    }
    position = word.end();
    return text.startsWith(":*", position) ? word.group() + prefix() : word.group();
  }

  private String prefix() {
    position += 2;
    return "*";
  }

  private boolean accept(char c) {
    skipSpaces();
    boolean seen = position < text.length() && text.charAt(position) == c;
    position += seen ? 1 : 0;
    skipSpaces();
    return seen;
  }

  private void skipSpaces() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private ForebayException malformed() {
    return new ForebayException(
        ErrorCode.INVALID_VALUE,
        "The full-text query cannot be read",
        "At character %d of \"%s\"".formatted(position + 1, Excerpt.of(text)),
        "Join words with & and |, and put ! before what must not occur; or use plfts",
        null);
  }
}
