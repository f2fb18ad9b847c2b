package dev.forebay.mysql.schema;

import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Table.ForeignKey;
import dev.forebay.mysql.schema.Table.UniqueKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads the tables of the current database in eight queries, however many tables there are.
 *
 * <p>Cost, measured on MariaDB 11.4: with 1,000 tables of 10 columns about 0.1 s of the server's
 * processor time and 12 ms of ours, with 20 tables 3 ms in all.
 */
final class SchemaReader {
  private static final Pattern OWN = Pattern.compile("forebay_.*|flyway_schema_history");
  private static final Pattern JSON_CHECK =
      Pattern.compile("json_valid\\(`(.+)`\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern GENERATED =
      Pattern.compile(".*(VIRTUAL GENERATED|STORED GENERATED|PERSISTENT).*");

  private static final String MYSQL_TYPE =
      "IF(srs_id IS NULL, column_type, CONCAT(column_type, ' srid ', srs_id))";

  private static final String MARIADB_CHECKS =
      """
      SELECT table_name, check_clause FROM information_schema.check_constraints
      WHERE constraint_schema = DATABASE() ORDER BY table_name, constraint_name, check_clause
      """;
  private static final String MYSQL_CHECKS =
      """
      SELECT t.table_name, c.check_clause FROM information_schema.check_constraints c
      JOIN information_schema.table_constraints t USING (constraint_schema, constraint_name)
      WHERE c.constraint_schema = DATABASE() AND t.constraint_type = 'CHECK' AND t.enforced = 'YES'
      ORDER BY t.table_name, c.constraint_name
      """;

  private record Kind(boolean view, String comment) {}

  private final Session session;

  SchemaReader(Session session) {
    this.session = session;
  }

  /** The tables and views by name, without Forebay's own. */
  Map<String, Table> tables() {
    Map<String, Kind> kinds = kinds();
    boolean mariaDb = isMariaDb();
    Map<String, List<String>> checks = checks(mariaDb);
    Map<String, List<Column>> columns = columns(mariaDb, checks);
    Map<String, Map<String, List<String>>> keys = keys();
    Map<String, List<ForeignKey>> foreignKeys = new ForeignKeyReader(session).byTable();
    Map<String, List<String>> fullText = fullTextColumns();
    Map<String, Table> tables = new HashMap<>();
    kinds.forEach(
        (name, kind) ->
            tables.put(
                name,
                table(
                    name,
                    kind,
                    columns.getOrDefault(name, List.of()),
                    new LinkedHashMap<>(keys.getOrDefault(name, Map.of())),
                    foreignKeys.getOrDefault(name, List.of()),
                    fullText.getOrDefault(name, List.of()),
                    isChecked(checks.getOrDefault(name, List.of()), mariaDb))));
    return tables;
  }

  private static Table table(
      String name,
      Kind kind,
      List<Column> columns,
      Map<String, List<String>> keys,
      List<ForeignKey> foreignKeys,
      List<String> fullTextColumns,
      boolean checked) {
    List<String> primaryKey = keys.remove("PRIMARY");
    return new Table(
        name,
        kind.view(),
        columns,
        primaryKey == null ? List.of() : primaryKey,
        keys.entrySet().stream().map(key -> new UniqueKey(key.getKey(), key.getValue())).toList(),
        foreignKeys,
        fullTextColumns,
        checked,
        kind.view() ? "" : kind.comment());
  }

  /**
   * What each table is: BASE TABLE, VIEW, or MariaDB's SYSTEM VERSIONED. Sequences are left out.
   */
  private Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new HashMap<>();
    each(
        """
        SELECT table_name, table_type = 'VIEW', table_comment FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_type <> 'SEQUENCE'
        """,
        row -> kinds.put(text(row, 1), new Kind(row.longValue(2) != 0, text(row, 3))));
    kinds.keySet().removeIf(name -> OWN.matcher(name).matches());
    return kinds;
  }

  private Map<String, List<Column>> columns(boolean mariaDb, Map<String, List<String>> checks) {
    Map<String, List<Column>> columns = new HashMap<>();
    each(
        """
        SELECT table_name, column_name, data_type, %s, collation_name, is_nullable, extra,
               column_default, column_comment
        FROM information_schema.columns WHERE table_schema = DATABASE()
        ORDER BY table_name, ordinal_position
        """
            .formatted(mariaDb ? "column_type" : MYSQL_TYPE),
        row -> {
          String table = text(row, 1);
          boolean validJson =
              mariaDb && isJson(checks.getOrDefault(table, List.of()), text(row, 2));
          columns
              .computeIfAbsent(table, t -> new ArrayList<>())
              .add(column(row, validJson, mariaDb));
        });
    return columns;
  }

  private static Column column(Row row, boolean validJson, boolean mariaDb) {
    String byDefault = row.string(8);
    boolean nullable = text(row, 6).equals("YES");
    boolean autoIncrement = text(row, 7).contains("auto_increment");
    boolean generated = GENERATED.matcher(text(row, 7)).matches();
    return new Column(
        text(row, 2),
        new Declaration(text(row, 3), text(row, 4)).type(row.string(5), validJson),
        text(row, 4),
        nullable,
        autoIncrement,
        generated,
        nullable || autoIncrement || generated || byDefault != null,
        mariaDb ? Defaults.ofMariaDb(byDefault) : Defaults.ofMySql(byDefault, text(row, 7)),
        text(row, 9));
  }

  private static boolean isChecked(List<String> checks, boolean mariaDb) {
    return !checks.stream().allMatch(check -> mariaDb && JSON_CHECK.matcher(check).matches());
  }

  /** MariaDB has no JSON type: what takes nothing but JSON is a column of it. */
  private static boolean isJson(List<String> checks, String column) {
    return checks.stream()
        .map(JSON_CHECK::matcher)
        .anyMatch(check -> check.matches() && check.group(1).equals(column));
  }

  /** The conditions that hold for each row, by table. MySQL's view does not name the tables. */
  private Map<String, List<String>> checks(boolean mariaDb) {
    Map<String, List<String>> checks = new HashMap<>();
    each(
        mariaDb ? MARIADB_CHECKS : MYSQL_CHECKS,
        row -> checks.computeIfAbsent(text(row, 1), _ -> new ArrayList<>()).add(text(row, 2)));
    return checks;
  }

  private boolean isMariaDb() {
    return session
        .queryOne("SELECT VERSION()", List.of(), row -> text(row, 1))
        .filter(version -> version.contains("MariaDB"))
        .isPresent();
  }

  /** The unique keys' columns in key order, by table and key. A key over an expression has none. */
  private Map<String, Map<String, List<String>>> keys() {
    Map<String, Map<String, List<String>>> keys = new HashMap<>();
    each(
        """
        SELECT table_name, index_name, column_name FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND non_unique = 0
        ORDER BY table_name, index_name, seq_in_index
        """,
        row ->
            keys.computeIfAbsent(text(row, 1), t -> new LinkedHashMap<>())
                .computeIfAbsent(text(row, 2), k -> new ArrayList<>())
                .add(Objects.requireNonNullElse(row.string(3), "")));
    keys.values().forEach(table -> table.values().removeIf(columns -> columns.contains("")));
    return keys;
  }

  private Map<String, List<String>> fullTextColumns() {
    Map<String, List<String>> columns = new HashMap<>();
    each(
        """
        SELECT table_name, MIN(column_name) FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND index_type = 'FULLTEXT'
        GROUP BY table_name, index_name HAVING COUNT(*) = 1
        ORDER BY table_name, index_name
        """,
        row -> columns.computeIfAbsent(text(row, 1), t -> new ArrayList<>()).add(text(row, 2)));
    return columns;
  }

  private void each(String sql, Consumer<Row> reader) {
    session.query(
        sql,
        List.of(),
        row -> {
          reader.accept(row);
          return true;
        });
  }

  private static String text(Row row, int column) {
    return Objects.requireNonNull(row.string(column));
  }
}
