package dev.forebay.mysql.schema;

import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the foreign keys that stay within the current database. Joined here and not in SQL, where
 * MariaDB would build one of the two views anew for every row of the other.
 */
final class ForeignKeyReader {
  private record Name(String table, String constraint) {}

  private record Rules(String onDelete, String onUpdate) {}

  private record Part(Name name, String column, String referencedTable, String referencedColumn) {}

  private final Session session;

  ForeignKeyReader(Session session) {
    this.session = session;
  }

  /** The foreign keys of each referring table. */
  Map<String, List<ForeignKey>> byTable() {
    Map<Name, Rules> rules = rules();
    Map<Name, List<Part>> parts =
        parts().stream()
            .collect(Collectors.groupingBy(Part::name, LinkedHashMap::new, Collectors.toList()));
    Map<String, List<ForeignKey>> keys = new LinkedHashMap<>();
    parts.forEach(
        (name, columns) ->
            Stream.ofNullable(rules.get(name))
                .map(rule -> foreignKey(columns, rule))
                .forEach(
                    key -> keys.computeIfAbsent(name.table(), t -> new ArrayList<>()).add(key)));
    return keys;
  }

  private static ForeignKey foreignKey(List<Part> parts, Rules rules) {
    return new ForeignKey(
        parts.getFirst().name().constraint(),
        parts.stream().map(Part::column).toList(),
        parts.getFirst().referencedTable(),
        parts.stream().map(Part::referencedColumn).toList(),
        rules.onDelete(),
        rules.onUpdate());
  }

  private Map<Name, Rules> rules() {
    return session
        .query(
            """
            SELECT table_name, constraint_name, delete_rule, update_rule
            FROM information_schema.referential_constraints
            WHERE constraint_schema = DATABASE() AND unique_constraint_schema = DATABASE()
            """,
            List.of(),
            row -> Map.entry(name(row), new Rules(text(row, 3), text(row, 4))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private List<Part> parts() {
    return session.query(
        """
        SELECT table_name, constraint_name, column_name, referenced_table_name,
               referenced_column_name
        FROM information_schema.key_column_usage
        WHERE table_schema = DATABASE() AND referenced_table_schema = DATABASE()
        ORDER BY table_name, constraint_name, ordinal_position
        """,
        List.of(),
        row -> new Part(name(row), text(row, 3), text(row, 4), text(row, 5)));
  }

  private static Name name(Row row) {
    return new Name(text(row, 1), text(row, 2));
  }

  private static String text(Row row, int column) {
    return Objects.requireNonNull(row.string(column));
  }
}
