package dev.forebay.data.types;

import dev.forebay.mysql.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table or view of a schema, as the server itself describes it.
 *
 * @param key the columns of its primary key; none for a view
 * @param references what its foreign keys refer to, by their names
 * @param deletable whether a row of it can go without another one going, too
 */
record KnownTable(
    String name,
    List<String> columns,
    List<String> key,
    Map<String, Reference> references,
    boolean deletable) {
  /** A foreign key of one column. */
  record Reference(String column, String table, String referenced) {}

  /** All tables and views of a database. */
  static List<KnownTable> all(TestDatabase db) {
    List<KnownTable> tables = new ArrayList<>();
    for (List<String> row :
        rows(
            db,
            "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")) {
      if (!row.getFirst().startsWith("forebay_")) {
        tables.add(of(db, row.getFirst()));
      }
    }
    return tables;
  }

  private static KnownTable of(TestDatabase db, String name) {
    String of = " WHERE table_schema = DATABASE() AND table_name = '%s'".formatted(name);
    String columns = "SELECT column_name FROM information_schema.columns";
    String keys =
        "SELECT constraint_name, column_name, referenced_table_name, referenced_column_name FROM"
            + " information_schema.key_column_usage";
    Map<String, Reference> references = new LinkedHashMap<>();
    rows(db, keys + of + " AND referenced_table_name IS NOT NULL")
        .forEach(
            row -> references.put(row.get(0), new Reference(row.get(1), row.get(2), row.get(3))));
    String cascades =
        ("SELECT 1 FROM information_schema.referential_constraints WHERE constraint_schema ="
                + " DATABASE() AND referenced_table_name = '%s' AND delete_rule IN ('CASCADE', 'SET"
                + " NULL')")
            .formatted(name);
    return new KnownTable(
        name,
        firsts(rows(db, columns + of + " ORDER BY ordinal_position")),
        firsts(rows(db, columns + of + " AND column_key = 'PRI' ORDER BY ordinal_position")),
        references,
        rows(db, cascades).isEmpty());
  }

  private static List<String> firsts(List<List<String>> rows) {
    return rows.stream().map(List::getFirst).toList();
  }

  /** All that is stored in it, a text for each row. */
  List<String> stored(TestDatabase db) {
    String row =
        columns.stream()
            .map(column -> bytes(column))
            .collect(Collectors.joining(", ", "CONCAT_WS('|', ", ")"));
    return firsts(rows(db, "SELECT %s FROM %s".formatted(row, name))).stream().sorted().toList();
  }

  private static String bytes(String column) {
    String plain = column.equals("location") ? "%s" : "CONCAT(%s)";
    return "COALESCE(HEX(%s), 'NULL')".formatted(plain.formatted("`" + column + "`"));
  }

  private static List<List<String>> rows(TestDatabase db, String sql) {
    return db.database()
        .read(
            session ->
                session.query(
                    sql,
                    List.of(),
                    row -> {
                      List<String> cells = new ArrayList<>();
                      for (int i = 1; i <= row.columnCount(); i++) {
                        @Nullable String cell = row.string(i);
                        cells.add(Objects.requireNonNull(cell));
                      }
                      return cells;
                    }));
  }
}
