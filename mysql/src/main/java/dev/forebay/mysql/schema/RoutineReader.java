package dev.forebay.mysql.schema;

import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Routine.Mode;
import dev.forebay.mysql.schema.Routine.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the stored functions and procedures of the current database. */
final class RoutineReader {
  private static final Set<String> READ_ONLY = Set.of("READS SQL DATA", "NO SQL");
  private static final Set<String> DYNAMIC = Set.of("prepare", "execute");
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\p{L}\\p{N}_$]+");

  private record Definition(
      String name,
      boolean function,
      boolean readOnly,
      @Nullable String body,
      Column returns,
      String comment) {}

  private record Owner(String name, boolean function) {}

  private final Session session;

  RoutineReader(Session session) {
    this.session = session;
  }

  /** The routines by name; of a function and a procedure of one name, the function. */
  Map<String, Routine> routines(Map<String, Table> tables) {
    List<Definition> definitions = definitions();
    if (definitions.isEmpty()) {
      return Map.of();
    }
    Map<Owner, List<Parameter>> parameters = parameters();
    Map<String, Set<String>> names = names(tables);
    Map<String, Routine> routines = new HashMap<>();
    for (Definition definition : definitions) {
      List<Parameter> own =
          parameters.getOrDefault(new Owner(definition.name(), definition.function()), List.of());
      Routine routine = routine(definition, own, names);
      routines.merge(routine.name(), routine, (a, b) -> a.returns() == null ? b : a);
    }
    return routines;
  }

  private static Routine routine(
      Definition definition, List<Parameter> parameters, Map<String, Set<String>> names) {
    Set<String> words = words(definition.body());
    Set<String> tables = new HashSet<>();
    words.forEach(word -> tables.addAll(names.getOrDefault(word, Set.of())));
    boolean opaque = definition.body() == null || words.stream().anyMatch(DYNAMIC::contains);
    return new Routine(
        definition.name(),
        definition.function() ? definition.returns() : null,
        parameters,
        definition.readOnly(),
        definition.readOnly() ? Set.of() : tables,
        !definition.readOnly() && opaque,
        definition.comment());
  }

  private List<Definition> definitions() {
    return session.query(
        """
        SELECT routine_name, routine_type, sql_data_access, routine_definition, data_type,
               dtd_identifier, routine_comment
        FROM information_schema.routines
        WHERE routine_schema = DATABASE() AND routine_type IN ('FUNCTION', 'PROCEDURE')
        """,
        List.of(),
        row ->
            new Definition(
                text(row, 1),
                text(row, 2).equals("FUNCTION"),
                READ_ONLY.contains(text(row, 3)),
                row.string(4),
                column(text(row, 1), row.string(6)),
                text(row, 7)));
  }

  private Map<Owner, List<Parameter>> parameters() {
    Map<Owner, List<Parameter>> parameters = new HashMap<>();
    session.query(
        """
        SELECT specific_name, routine_type, parameter_mode, parameter_name, data_type,
               dtd_identifier
        FROM information_schema.parameters
        WHERE specific_schema = DATABASE() AND ordinal_position > 0
        ORDER BY specific_name, routine_type, ordinal_position
        """,
        List.of(),
        row ->
            parameters
                .computeIfAbsent(
                    new Owner(text(row, 1), text(row, 2).equals("FUNCTION")),
                    owner -> new ArrayList<>())
                .add(new Parameter(mode(row.string(3)), column(text(row, 4), row.string(6)))));
    return parameters;
  }

  private static Mode mode(@Nullable String mode) {
    return mode == null ? Mode.IN : Mode.valueOf(mode);
  }

  private static Column column(String name, @Nullable String declared) {
    return Column.of(name, declared == null ? "" : declared);
  }

  /** The tables that a word in lower case may stand for: a table itself, or a view over others. */
  private Map<String, Set<String>> names(Map<String, Table> tables) {
    Map<String, Set<String>> words = views();
    Map<String, Set<String>> names = new HashMap<>();
    for (Table table : tables.values()) {
      Set<String> meant = new HashSet<>();
      expand(table.name().toLowerCase(Locale.ROOT), words, meant);
      names.put(
          table.name().toLowerCase(Locale.ROOT),
          Set.copyOf(
              tables.keySet().stream()
                  .filter(name -> meant.contains(name.toLowerCase(Locale.ROOT)))
                  .toList()));
    }
    return names;
  }

  private static void expand(String word, Map<String, Set<String>> views, Set<String> meant) {
    if (meant.add(word)) {
      views.getOrDefault(word, Set.of()).forEach(inner -> expand(inner, views, meant));
    }
  }

  /** The words of each view's definition. */
  private Map<String, Set<String>> views() {
    Map<String, Set<String>> views = new HashMap<>();
    session.query(
        "SELECT table_name, view_definition FROM information_schema.views"
            + " WHERE table_schema = DATABASE()",
        List.of(),
        row -> views.put(text(row, 1).toLowerCase(Locale.ROOT), words(row.string(2))));
    return views;
  }

  private static Set<String> words(@Nullable String sql) {
    return sql == null
        ? Set.of()
        : NOT_IN_NAMES.splitAsStream(sql.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private static String text(Row row, int column) {
    return Objects.requireNonNull(row.string(column));
  }
}
