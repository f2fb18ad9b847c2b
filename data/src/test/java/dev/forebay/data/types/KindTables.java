package dev.forebay.data.types;

import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one kind of column, and what SQL says of them: one with such a key, one with such
 * columns in every other role, one that refers to the first, and one to ask the server what it
 * makes of a literal.
 */
final class KindTables {
  final ColumnKind kind;
  final String keyed;
  final String held;
  final String referring;
  private final String asked;
  private final TestDatabase db;
  private final Map<String, Optional<String>> storedAs = new HashMap<>();

  KindTables(ColumnKind kind, int number, TestDatabase db) {
    this.kind = kind;
    this.db = db;
    keyed = "k" + number;
    held = "v" + number;
    referring = "c" + number;
    asked = "a" + number;
  }

  /** The columns of {@link #held} that a client can write: unique, looked up, plain, invisible. */
  List<String> written() {
    return List.of("u", "l", "p", "i");
  }

  /** All columns of {@link #held}: behind the written ones those that the server computes. */
  List<String> roles() {
    return Stream.concat(written().stream(), computed().stream()).toList();
  }

  private List<String> computed() {
    boolean has = kind.indexed() || TestServer.isMySql();
    return has ? List.of("s", "w") : List.of();
  }

  /** The columns that the nodes keep lookups of. */
  List<String> lookups() {
    return kind.indexed() ? List.of("u", "l", "s", "w") : List.of();
  }

  void create() {
    String type = kind.type();
    String unique = kind.indexed() ? ", UNIQUE (" + kind.uniquePart().formatted("u") + ")" : "";
    String computed =
        computed().isEmpty()
            ? ""
            : ", s %s GENERATED ALWAYS AS (p) STORED, w %s GENERATED ALWAYS AS (p) VIRTUAL"
                .formatted(type, type);
    db.run(
        "CREATE TABLE %s (id INT AUTO_INCREMENT PRIMARY KEY, u %s NULL, l %s NULL, p %s NULL, i %s NULL INVISIBLE, n INT NOT NULL DEFAULT 0%s%s)"
            .formatted(held, type, type, type, type, computed, unique),
        "CREATE TABLE %s (k %s NULL)".formatted(asked, type));
    if (kind.indexed()) {
      db.run(
          "CREATE TABLE %s (k %s NOT NULL %s, n INT NOT NULL DEFAULT 0, PRIMARY KEY (%s))"
              .formatted(keyed, type, kind.keyOptions(), kind.keyPart().formatted("k")));
    }
    if (kind.referable()) {
      db.run(
          "CREATE TABLE %s (id INT PRIMARY KEY, k %s NULL, FOREIGN KEY (k) REFERENCES %s (k))"
              .formatted(referring, type, keyed));
    }
  }

  /** Empties the tables and fills them past the API, as a server that is not strict lets one. */
  void fill(List<Sample> values) {
    Lenient.run(db, session -> fill(session, values));
  }

  private void fill(Session session, List<Sample> values) {
    Stream.of(kind.referable() ? referring : held, held, kind.indexed() ? keyed : held)
        .distinct()
        .forEach(table -> session.update("DELETE FROM " + table, List.of()));
    for (int i = 1; i <= values.size(); i++) {
      String sql = values.get(i - 1).sql();
      String row = "INSERT IGNORE INTO %s (id, u, l, p, i, n) VALUES (%d, %s, %s, %s, %s, %d)";
      ignoring(session, row.formatted(held, i, sql, sql, sql, sql, i));
      ignoring(session, row.formatted(held, i, "NULL", sql, sql, sql, i));
      if (kind.indexed()) {
        ignoring(session, "INSERT IGNORE INTO %s VALUES (%s, %d)".formatted(keyed, sql, i));
      }
      if (kind.referable()) {
        ignoring(session, "INSERT IGNORE INTO %s VALUES (%d, %s)".formatted(referring, i, sql));
      }
    }
    ignoring(session, "INSERT INTO %s (id) VALUES (%d)".formatted(held, values.size() + 1));
  }

  private static void ignoring(Session session, String sql) {
    try {
      session.update(sql, List.of());
    } catch (ForebayException e) {
      // What SQL does not take is no value to ask about.
    }
  }

  /** Those of the values that have no row, because another one has a key that rules them out. */
  List<Sample> rivals(List<Sample> values) {
    if (!kind.indexed()) {
      return List.of();
    }
    Set<String> there = new HashSet<>();
    query("SELECT n FROM %s WHERE n <= %d".formatted(keyed, values.size()))
        .forEach(row -> there.add(row.getFirst()));
    return IntStream.rangeClosed(1, values.size())
        .filter(n -> !there.contains("" + n))
        .mapToObj(n -> values.get(n - 1))
        .toList();
  }

  /** What rows hold, each as one text that tells all of its bytes, by the row's own name. */
  Map<String, String> stored(String table) {
    String k = kind.family().stored("k");
    String name = table.equals(keyed) ? k : "id";
    List<String> columns = new ArrayList<>();
    if (table.equals(held)) {
      roles().forEach(role -> columns.add(kind.family().stored(role)));
    }
    if (table.equals(referring)) {
      columns.add(k);
    } else {
      columns.add("n");
    }
    String all =
        columns.stream()
            .map(column -> "COALESCE(%s, 'NULL')".formatted(column))
            .collect(Collectors.joining(", ", "CONCAT_WS('|', ", ")"));
    Map<String, String> rows = new LinkedHashMap<>();
    query("SELECT %s, %s FROM %s".formatted(name, all, table))
        .forEach(row -> rows.put(row.get(0), row.get(1)));
    return rows;
  }

  /** What a column of {@link #held} is to be shown as, by the row's id; null for NULL. */
  Map<String, @Nullable String> texts(String column) {
    Map<String, @Nullable String> texts = new HashMap<>();
    query("SELECT id, %s FROM %s".formatted(kind.family().text(column), held))
        .forEach(row -> texts.put(row.get(0), row.get(1)));
    return texts;
  }

  /** What a row has in the place of a literal that SQL is given; none where that refuses it. */
  Optional<String> storedAs(String sql) {
    return storedAs.computeIfAbsent(sql, this::askStoredAs);
  }

  private Optional<String> askStoredAs(String sql) {
    try {
      return db.database()
          .read(
              session -> {
                session.update("DELETE FROM " + asked, List.of());
                session.update("INSERT INTO %s VALUES (%s)".formatted(asked, sql), List.of());
                return session.queryOne(
                    "SELECT %s FROM %s".formatted(kind.family().stored("k"), asked),
                    List.of(),
                    row -> String.valueOf(row.string(1)));
              });
    } catch (ForebayException e) {
      return Optional.empty();
    }
  }

  /** The names of the rows whose key SQL finds equal to what it makes of a literal, and its own. */
  List<String> equalKeys(String sql) {
    List<String> names = new ArrayList<>();
    if (storedAs(sql).isPresent()) {
      db.run("DELETE FROM " + asked, "INSERT IGNORE INTO %s VALUES (%s)".formatted(asked, sql));
      String name = kind.family().stored("h.k");
      query("SELECT %s FROM %s h JOIN %s a ON h.k = a.k".formatted(name, keyed, asked))
          .forEach(row -> names.add(row.getFirst()));
      names.add(storedAs(sql).get());
    }
    return names;
  }

  /**
   * The rows of {@link #held} whose unique column SQL finds equal to what it makes of a literal.
   */
  List<String> equalIds(String sql) {
    List<String> ids = new ArrayList<>();
    if (storedAs(sql).isPresent()) {
      db.run("DELETE FROM " + asked, "INSERT IGNORE INTO %s VALUES (%s)".formatted(asked, sql));
      query("SELECT h.id FROM %s h JOIN %s a ON h.u = a.k".formatted(held, asked))
          .forEach(row -> ids.add(row.getFirst()));
    }
    return ids;
  }

  /** The rows of a SELECT, as texts. */
  List<List<@Nullable String>> query(String sql) {
    return db.database()
        .read(
            session ->
                session.query(
                    sql,
                    List.of(),
                    row -> {
                      List<@Nullable String> cells = new ArrayList<>();
                      for (int i = 1; i <= row.columnCount(); i++) {
                        cells.add(row.string(i));
                      }
                      return cells;
                    }));
  }
}
