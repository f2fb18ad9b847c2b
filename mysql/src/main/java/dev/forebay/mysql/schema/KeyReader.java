package dev.forebay.mysql.schema;

import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Table.UniqueKey;
import dev.forebay.mysql.schema.WriteRules.DerivedKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the unique keys of the current database. */
final class KeyReader {
  private static final String PRIMARY = "PRIMARY";

  /**
   * The unique keys of one table.
   *
   * @param primary the primary key's columns; none where it is derived
   * @param others the other keys over whole columns
   * @param derived all that are not
   */
  record Keys(List<String> primary, List<UniqueKey> others, List<DerivedKey> derived) {
    static final Keys NONE = new Keys(List.of(), List.of(), List.of());
  }

  /**
   * One part of a key.
   *
   * @param column the column that it is of; null for an expression
   * @param whole whether it is the column as it is
   * @param text as the key's definition has it
   */
  private record Part(@Nullable String column, boolean whole, String text) {}

  private final Session session;
  private final boolean mariaDb;

  KeyReader(Session session, boolean mariaDb) {
    this.session = session;
    this.mariaDb = mariaDb;
  }

  /**
   * The keys by table.
   *
   * @param periodEnds by table, the column that says when a row was replaced. MariaDB adds it to
   *     every unique key, of which the current rows have one each without it
   */
  Map<String, Keys> byTable(Map<String, String> periodEnds) {
    Map<String, Map<String, List<Part>>> parts = new HashMap<>();
    session.query(
        """
        SELECT table_name, index_name, column_name, sub_part, %s
        FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND non_unique = 0
        ORDER BY table_name, index_name, seq_in_index
        """
            .formatted(mariaDb ? "NULL" : "expression"),
        List.of(),
        row ->
            parts
                .computeIfAbsent(text(row, 1), _ -> new LinkedHashMap<>())
                .computeIfAbsent(text(row, 2), _ -> new ArrayList<>())
                .add(part(row)));
    Map<String, Keys> keys = new HashMap<>();
    parts.forEach((table, ofTable) -> keys.put(table, keys(ofTable, periodEnds.get(table))));
    return keys;
  }

  private static Part part(Row row) {
    String column = row.string(3);
    String length = row.string(4);
    String name = Objects.requireNonNullElseGet(column, () -> MySqlText.unescaped(text(row, 5)));
    return length == null
        ? new Part(column, column != null, name)
        : new Part(column, false, "%s(%s)".formatted(name, length));
  }

  private static Keys keys(Map<String, List<Part>> keys, @Nullable String periodEnd) {
    List<String> primary = new ArrayList<>();
    List<UniqueKey> others = new ArrayList<>();
    List<DerivedKey> derived = new ArrayList<>();
    keys.forEach(
        (name, all) -> {
          List<Part> parts = all.stream().filter(part -> !part.text().equals(periodEnd)).toList();
          List<String> columns = parts.stream().filter(Part::whole).map(Part::text).toList();
          if (columns.size() < parts.size()) {
            derived.add(new DerivedKey(name, columns, parts.stream().map(Part::text).toList()));
          } else if (name.equals(PRIMARY)) {
            primary.addAll(columns);
          } else {
            others.add(new UniqueKey(name, columns));
          }
        });
    return new Keys(primary, others, derived);
  }

  private static String text(Row row, int column) {
    return Objects.requireNonNull(row.string(column));
  }
}
