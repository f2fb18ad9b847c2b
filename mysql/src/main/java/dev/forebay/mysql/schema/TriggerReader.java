package dev.forebay.mysql.schema;

import dev.forebay.mysql.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which columns BEFORE triggers of the current database may set: {@code SET NEW.id = uuid()},
 * or by an argument of a CALL. Rather one too many than one too few. An account without the
 * privilege TRIGGER sees none.
 */
final class TriggerReader {
  private static final Pattern STRING_OR_COMMENT =
      Pattern.compile(
          "('(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`)"
              + "|--\\s[^\\n]*|#[^\\n]*|/\\*.*?\\*/",
          Pattern.DOTALL);
  private static final String NEW = "\\bnew\\s*\\.\\s*(`[^`]+`|\"[^\"]+\"|[\\p{L}\\p{N}_$]+)";
  private static final Pattern SET =
      Pattern.compile("(?:\\bset\\s+:?|,\\s*:?)" + NEW + "\\s*:?=|" + NEW + "\\s*:=");
  private static final Pattern CALL = Pattern.compile("\\bcall\\b[^;]*");
  private static final Pattern ARGUMENT = Pattern.compile(NEW);

  /**
   * The columns of one table, in lower case.
   *
   * @param onInsert those that are set before an INSERT
   * @param onUpdate those that are set before an UPDATE
   */
  record SetColumns(Set<String> onInsert, Set<String> onUpdate) {
    static final SetColumns NONE = new SetColumns(Set.of(), Set.of());
  }

  private final Session session;

  TriggerReader(Session session) {
    this.session = session;
  }

  Map<String, SetColumns> byTable() {
    Map<String, SetColumns> columns = new HashMap<>();
    session.query(
        """
        SELECT event_object_table, event_manipulation, action_statement
        FROM information_schema.triggers
        WHERE event_object_schema = DATABASE() AND action_timing = 'BEFORE'
        """,
        List.of(),
        row -> {
          SetColumns ofTable =
              columns.computeIfAbsent(
                  Objects.requireNonNull(row.string(1)),
                  _ -> new SetColumns(new HashSet<>(), new HashSet<>()));
          Set<String> set = setBy(Objects.requireNonNullElse(row.string(3), ""));
          return switch (Objects.requireNonNull(row.string(2))) {
            case "INSERT" -> ofTable.onInsert().addAll(set);
            case "UPDATE" -> ofTable.onUpdate().addAll(set);
            default -> false;
          };
        });
    return columns;
  }

  /** The columns, in lower case, that a trigger's statement may set. */
  static Set<String> setBy(String statement) {
    String sql = withoutComments(statement).toLowerCase(Locale.ROOT);
    Set<String> columns = new HashSet<>();
    SET.matcher(sql)
        .results()
        .forEach(set -> columns.add(name(set.group(1) == null ? set.group(2) : set.group(1))));
    CALL.matcher(sql)
        .results()
        .flatMap(call -> ARGUMENT.matcher(call.group()).results())
        .forEach(argument -> columns.add(name(argument.group(1))));
    return columns;
  }

  private static String withoutComments(String sql) {
    return STRING_OR_COMMENT
        .matcher(sql)
        .replaceAll(
            found -> found.group(1) == null ? " " : Matcher.quoteReplacement(found.group(1)));
  }

  private static String name(String written) {
    boolean quoted = written.startsWith("`") || written.startsWith("\"");
    return quoted ? written.substring(1, written.length() - 1) : written;
  }
}
