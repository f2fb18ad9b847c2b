package dev.forebay.data.types;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What was found to be other than promised, a line each; of every sort no more than some. */
final class Findings {
  private static final int EACH = 2;
  private static final int LONGEST = 300;

  private final String type;
  private final Set<String> lines;
  private final Map<String, Integer> sorts = new HashMap<>();

  Findings(String type) {
    this(type, new LinkedHashSet<>());
  }

  private Findings(String type, Set<String> lines) {
    this.type = type;
    this.lines = lines;
  }

  /** Adds to the same lines what is found of another type or table. */
  Findings of(String other) {
    return new Findings(other, lines);
  }

  /** Adds one: of which role of a column, what was asked, and what came of it. */
  void add(String role, String property, Object spelling, String path, String got, String wanted) {
    if (sorts.merge(role + property, 1, Integer::sum) <= EACH) {
      lines.add(
          "%s as %s: %s [%s] %s: got %s, wanted %s"
              .formatted(
                  type,
                  role,
                  property,
                  cut("" + spelling, 0),
                  path,
                  cut(got, difference(got, wanted)),
                  cut(wanted, difference(got, wanted))));
    }
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }

  /** Where two texts part, with a little of what they share. */
  private static int difference(String got, String wanted) {
    int at = 0;
    while (at < Math.min(got.length(), wanted.length()) && got.charAt(at) == wanted.charAt(at)) {
      at++;
    }
    return at;
  }

  private static String cut(String text, int from) {
    int start = text.length() <= LONGEST ? 0 : Math.max(0, from - LONGEST / 4);
    int end = Math.min(text.length(), start + LONGEST);
    return (start == 0 ? "" : "…") + text.substring(start, end) + (end < text.length() ? "…" : "");
  }
}
