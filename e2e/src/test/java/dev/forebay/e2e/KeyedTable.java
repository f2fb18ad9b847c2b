package dev.forebay.e2e;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of the checker whose keys a client may spell in more than one way, or that the server
 * changes when it stores them. Each row has a number, which the database makes of the key that it
 * has stored; and what its writers said that it was. So a write that changes another row than it
 * names shows.
 *
 * @param name its name
 * @param key the definition of its key
 * @param more further columns and indexes
 * @param number SQL for a row's number, by its key {@code NEW.id}
 * @param rows the rows that clients write
 */
record KeyedTable(String name, String key, String more, String number, List<Row> rows) {
  /** All of them. */
  static final List<KeyedTable> ALL =
      List.of(
          of(
              "years",
              "YEAR",
              "18000 + NEW.id",
              row(20024, names("2024", "24"), "2024", "24"),
              row(20025, names("2025", "25"), "2025", "25")),
          of(
              "amounts",
              "DECIMAL(6,2)",
              "21000 + ROUND(NEW.id)",
              row(21007, names("7.40", "7.4", "07.400"), "7.40", "7.404", "7.396"),
              row(21008, names("8.00", "8"), "8", "8.001", "7.999")),
          of(
              "moments",
              "DATETIME(3)",
              "22000 + SECOND(NEW.id)",
              row(22001, names(moment("1.120"), moment("1.12")), quoted(moment("1.1204"))),
              row(22002, names(moment("2.000"), moment("2")), quoted(moment("2.00049")))),
          of(
              "letters",
              "CHAR(10) COLLATE utf8mb4_nopad_bin",
              "23000 + ORD(NEW.id)",
              row(23097, names("a"), quoted("a", "a ")),
              row(23098, names("b"), quoted("b", "b  "))),
          of(
              "blanks",
              "VARCHAR(10) COLLATE utf8mb4_nopad_bin",
              "24000 + LENGTH(NEW.id)",
              row(24001, names("a"), quoted("a")),
              row(24002, names("a "), quoted("a "))),
          of(
              "words",
              "VARCHAR(10) COLLATE utf8mb4_general_ci",
              "25000 + ORD(LOWER(NEW.id))",
              row(25097, names("ab", "AB", "Ab "), quoted("ab", "AB", "Ab ")),
              row(25098, names("ba", "BA"), quoted("ba", "bA"))),
          of(
              "flags",
              "TINYINT(1)",
              "26000 + NEW.id",
              row(26001, names("1"), "1"),
              row(26002, names("2"), "2"),
              row(26003, names("3"), "3")),
          of(
              "latins",
              "VARCHAR(10) CHARACTER SET latin1",
              "27000 + ORD(LOWER(NEW.id))",
              row(27097, names("a", "A"), quoted("a", "A")),
              row(27233, names("é", "É"), quoted("é", "É"))),
          of(
              "narrows",
              "VARCHAR(10) CHARACTER SET utf8mb3",
              "28000 + ORD(LOWER(NEW.id))",
              row(28097, names("a", "A"), quoted("a", "A")),
              row(81430, names("ж", "Ж"), quoted("ж", "Ж"))),
          new KeyedTable(
              "pages",
              "INT",
              "url VARCHAR(20) NOT NULL, UNIQUE (url(5)),",
              "NEW.id",
              List.of(page(29001), page(29002))));

  /**
   * A row.
   *
   * @param number its number
   * @param names what it is found by
   * @param writes bodies that the server stores as this row
   */
  record Row(int number, List<String> names, List<String> writes) {
    /** The filter of a name. */
    static String filter(String name) {
      return "id=eq." + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
  }

  private static KeyedTable of(String name, String key, String number, Row... rows) {
    return new KeyedTable(name, key, "", number, List.of(rows));
  }

  private static List<String> names(String... names) {
    return List.of(names);
  }

  private static Row row(int number, List<String> names, String... ids) {
    return new Row(
        number,
        names,
        Stream.of(ids).map(id -> "\"id\": %s, \"said\": %d".formatted(id, number)).toList());
  }

  /** With an address that begins as another one's does, or with one of its own. */
  private static Row page(int id) {
    String body = "\"id\": %1$d, \"said\": %1$d, \"url\": \"%2$d-%1$d\"";
    return new Row(
        id, List.of("" + id), List.of(body.formatted(id, 29001), body.formatted(id, 29002)));
  }

  private static String moment(String second) {
    return "2026-01-01T00:00:0" + second;
  }

  private static String[] quoted(String... texts) {
    return Stream.of(texts).map(text -> '"' + text + '"').toArray(String[]::new);
  }

  /** Their definitions. */
  static String migration() {
    return ALL.stream()
        .map(
            table ->
                """
                CREATE TABLE %1$s (id %2$s PRIMARY KEY, %3$s number INT NOT NULL DEFAULT 0,
                  said INT NOT NULL, color VARCHAR(10) NOT NULL DEFAULT 'none',
                  value BIGINT NOT NULL DEFAULT 0, version BIGINT NOT NULL DEFAULT 1);
                CREATE TRIGGER %1$s_inserts BEFORE INSERT ON %1$s FOR EACH ROW
                  SET NEW.number = %4$s, NEW.version = 1 + COALESCE(
                    (SELECT version FROM lives WHERE id = %4$s LOCK IN SHARE MODE), 0);
                CREATE TRIGGER %1$s_updates BEFORE UPDATE ON %1$s FOR EACH ROW
                  SET NEW.version = OLD.version + 1;
                CREATE TRIGGER %1$s_deletes AFTER DELETE ON %1$s FOR EACH ROW
                  REPLACE INTO lives VALUES (OLD.number, OLD.version + 1);
                """
                    .formatted(table.name, table.key, table.more, table.number))
        .collect(Collectors.joining());
  }

  /** What {@code forebay.yaml} says of them. */
  static String settings() {
    return ALL.stream()
        .map(table -> "  %s: {cache: {ttl: 1h}}\n".formatted(table.name))
        .collect(Collectors.joining());
  }
}
