package dev.forebay.mysql.schema;

import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.KeyReader.Keys;
import dev.forebay.mysql.schema.Table.ForeignKey;
import dev.forebay.mysql.schema.TriggerReader.SetColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the tables of the current database in nine queries, however many tables there are.
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

  /** What a table is: whether a view, and whether its engine can undo writes. */
  private record Kind(boolean view, boolean transactional, String comment) {}

  private final Session session;

  SchemaReader(Session session) {
    this.session = session;
  }

  /** The tables and views by name, without Forebay's own. */
  Map<String, Table> tables() {
    Map<String, Kind> kinds = kinds();
    boolean mariaDb = isMariaDb();
    Map<String, List<String>> checks = checks(mariaDb);
    Map<String, String> periodEnds = new HashMap<>();
    Map<String, Map<String, String>> defaults = new HashMap<>();
    Map<String, List<Column>> columns = columns(mariaDb, checks, periodEnds, defaults);
    Map<String, Keys> keys = new KeyReader(session, mariaDb).byTable(periodEnds);
    Map<String, List<ForeignKey>> foreignKeys = new ForeignKeyReader(session).byTable();
    Map<String, List<String>> fullText = fullTextColumns();
    Map<String, SetColumns> set = new TriggerReader(session).byTable();
    Map<String, Table> tables = new HashMap<>();
    kinds.forEach(
        (name, kind) -> {
          List<Column> ofTable = columns.getOrDefault(name, List.of());
          Keys keysOfTable = keys.getOrDefault(name, Keys.NONE);
          Map<String, String> keyDefaults = new HashMap<>(defaults.getOrDefault(name, Map.of()));
          keyDefaults.keySet().retainAll(keysOfTable.primary());
          tables.put(
              name,
              new Table(
                  name,
                  kind.view(),
                  ofTable,
                  keysOfTable.primary(),
                  keysOfTable.others(),
                  foreignKeys.getOrDefault(name, List.of()),
                  fullText.getOrDefault(name, List.of()),
                  new WriteRules(
                      isChecked(checks.getOrDefault(name, List.of()), mariaDb),
                      kind.transactional(),
                      keysOfTable.derived(),
                      named(set.getOrDefault(name, SetColumns.NONE).onInsert(), ofTable),
                      named(set.getOrDefault(name, SetColumns.NONE).onUpdate(), ofTable),
                      keyDefaults),
                  kind.view() ? "" : kind.comment()));
        });
    return tables;
  }

  /** The columns of these names, which are in lower case, as the table spells them. */
  private static Set<String> named(Set<String> inLowerCase, List<Column> columns) {
    return columns.stream()
        .map(Column::name)
        .filter(name -> inLowerCase.contains(name.toLowerCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }

  /**
   * What each table is: BASE TABLE, VIEW, or MariaDB's SYSTEM VERSIONED. Sequences are left out.
   */
  private Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new HashMap<>();
    each(
        """
        SELECT t.table_name, t.table_type = 'VIEW', COALESCE(e.transactions, 'YES') = 'YES',
               t.table_comment
        FROM information_schema.tables t
        LEFT JOIN information_schema.engines e ON e.engine = t.engine
        WHERE t.table_schema = DATABASE() AND t.table_type <> 'SEQUENCE'
        """,
        row ->
            kinds.put(
                text(row, 1),
                new Kind(row.longValue(2) != 0, row.longValue(3) != 0, text(row, 4))));
    kinds.keySet().removeIf(name -> OWN.matcher(name).matches());
    return kinds;
  }

  private Map<String, List<Column>> columns(
      boolean mariaDb,
      Map<String, List<String>> checks,
      Map<String, String> periodEnds,
      Map<String, Map<String, String>> defaults) {
    Map<String, List<Column>> columns = new HashMap<>();
    each(
        """
        SELECT table_name, column_name, data_type, %s, collation_name, is_nullable, extra,
               column_default, column_comment, generation_expression
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
          if ("ROW END".equals(row.string(10))) {
            periodEnds.put(table, text(row, 2));
          }
          String expression = mariaDb ? null : Defaults.expression(row.string(8), text(row, 7));
          if (expression != null) {
            defaults.computeIfAbsent(table, _ -> new HashMap<>()).put(text(row, 2), expression);
          }
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
        text(row, 9),
        text(row, 7).contains("INVISIBLE"));
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
