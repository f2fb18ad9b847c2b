package dev.forebay.mysql.schema;

import dev.forebay.mysql.schema.ViewTokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads off a view's text which of its columns are columns of the tables and views that it reads.
 * What the text has besides a select list and joins of tables is stepped over; of a text that is
 * none of a plain SELECT nothing is said.
 *
 * <pre>
 * select `o`.`id` AS `id`,`c`.`name` AS `buyer` from (`db`.`orders` `o` join `db`.`customers` `c` on(…)) where …
 * </pre>
 */
final class ViewText {
  private static final Set<String> MODIFIERS =
      Set.of("distinct", "all", "straight_join", "high_priority", "sql_no_cache", "sql_cache");
  private static final Set<String> SET_OPERATIONS = Set.of("union", "intersect", "except", "minus");
  private static final Set<String> BEHIND_FROM =
      Set.of("where", "group", "having", "order", "limit", "window", "procedure", "for", "lock");
  private static final Set<String> JOINS = Set.of("join", "straight_join");

  private final String database;
  private final List<Token> tokens;
  private final Map<String, String> places = new HashMap<>();
  private boolean understood = true;

  private ViewText(String database, String sql) {
    this.database = database;
    this.tokens = ViewTokens.of(sql);
  }

  /** By column of the view, in their order, where it comes from; null where from no column. */
  record Item(String alias, @Nullable Origin origin) {}

  /** The items of the select list, or nothing where the text is not understood. */
  static List<Item> items(String database, String sql) {
    return new ViewText(database, sql).items();
  }

  private List<Item> items() {
    int start = 1;
    while (start < tokens.size() && MODIFIERS.contains(word(start))) {
      start++;
    }
    int from = topLevel(start, Set.of("from"));
    boolean plain =
        !tokens.isEmpty()
            && tokens.getFirst().is("select")
            && from < tokens.size()
            && topLevel(start, SET_OPERATIONS) == tokens.size();
    if (!plain) {
      return List.of();
    }
    readTables(from + 1, topLevel(from + 1, BEHIND_FROM));
    List<Item> items = new ArrayList<>();
    for (int at = start; at < from; at++) {
      int end = Math.min(from, topLevel(at, Set.of(",")));
      items.add(item(tokens.subList(at, end)));
      at = end;
    }
    return understood ? items : List.of();
  }

  private String word(int at) {
    Token token = tokens.get(at);
    return token.name() ? "" : token.text();
  }

  /** Where one of some words stands next, not within parentheses; or the end. */
  private int topLevel(int from, Set<String> words) {
    for (int at = from; at < tokens.size(); at++) {
      if (word(at).equals("(")) {
        at = closing(at);
      } else if (words.contains(word(at))) {
        return at;
      }
    }
    return tokens.size();
  }

  private int closing(int open) {
    int depth = 0;
    for (int at = open; at < tokens.size(); at++) {
      depth += word(at).equals("(") ? 1 : word(at).equals(")") ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    return tokens.size();
  }

  /**
   * Parentheses group joins where a table may stand; elsewhere they hold conditions and queries.
   */
  private void readTables(int from, int end) {
    boolean expected = true;
    for (int at = from; at < end; at++) {
      String word = word(at);
      if (word.equals("(")) {
        boolean group =
            expected && !tokens.get(at + 1).is("select") && !tokens.get(at + 1).is("with");
        expected = group;
        at = group ? at : closing(at);
      } else if (expected && tokens.get(at).name()) {
        at = table(at, end);
        expected = false;
      } else {
        expected = word.equals(",") || JOINS.contains(word);
      }
    }
  }

  /** {@code `db`.`orders` `o`}: where its last token is. */
  private int table(int at, int end) {
    boolean qualified = at + 2 < end && tokens.get(at + 1).is(".") && tokens.get(at + 2).name();
    if (!qualified) {
      return at;
    }
    String table = tokens.get(at + 2).text();
    boolean aliased = at + 3 < end && tokens.get(at + 3).name();
    String place = aliased ? tokens.get(at + 3).text() : table;
    boolean own = tokens.get(at).text().equals(database);
    understood &= places.put(place, own ? table : "") == null;
    return aliased ? at + 3 : at + 2;
  }

  /** {@code `o`.`id` AS `id`}, {@code `db`.`orders`.`id` AS `id`}, or what is no column. */
  private Item item(List<Token> item) {
    int size = item.size();
    if (size < 3 || !item.get(size - 2).is("as") || !item.getLast().name()) {
      understood = false;
      return new Item("", null);
    }
    String alias = item.getLast().text();
    List<String> path = path(item.subList(0, size - 2));
    if (path.size() == 3 && path.getFirst().equals(database)) {
      path = path.subList(1, 3);
    }
    String table = path.size() == 2 ? places.getOrDefault(path.getFirst(), "") : "";
    return new Item(
        alias, table.isEmpty() ? null : new Origin(path.getFirst(), table, path.getLast()));
  }

  /** Names with points between them, or nothing. */
  private static List<String> path(List<Token> tokens) {
    List<String> path = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      boolean fits = i % 2 == 0 ? tokens.get(i).name() : tokens.get(i).is(".");
      if (!fits) {
        return List.of();
      }
      if (i % 2 == 0) {
        path.add(tokens.get(i).text());
      }
    }
    return path;
  }
}
