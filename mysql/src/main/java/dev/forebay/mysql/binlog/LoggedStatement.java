package dev.forebay.mysql.binlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that is in the binlog as text.
 *
 * @param database the session's default database
 * @param sql the statement
 * @param words its first words, without comments; {@code db.table} is one
 */
record LoggedStatement(String database, String sql, List<String> words) {
  private static final Pattern COMMENT =
      Pattern.compile(
          "\\G\\s*(?:/\\*(?!M?!).*?\\*/|--\\s[^\\n]*|#[^\\n]*|/\\*M?!\\d*)", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("`[^`]*`|[\\w$]+");
  private static final Pattern WORD =
      Pattern.compile("(?:%1$s)(?:\\s*\\.\\s*(?:%1$s))?".formatted(NAME));
  private static final Pattern OWN =
      Pattern.compile("(.*\\W)?(forebay_\\w*|flyway_schema_history)`?");
  private static final int FIRST_WORDS = 8;

  private static final Set<String> DEFINES = Set.of("CREATE", "ALTER", "DROP", "RENAME");

  /** What can change no row. */
  private static final Set<String> HARMLESS =
      Set.of(
          "SAVEPOINT",
          "RELEASE",
          "GRANT",
          "REVOKE",
          "FLUSH",
          "ANALYZE",
          "OPTIMIZE",
          "CHECK",
          "INSTALL",
          "UNINSTALL",
          "RESET",
          "PURGE",
          "CHANGE",
          "START",
          "STOP");

  /** Words between the verb and what it is done to. */
  private static final Set<String> BETWEEN =
      Set.of("OR", "REPLACE", "IGNORE", "ONLINE", "OFFLINE", "UNIQUE", "FULLTEXT", "SPATIAL");

  private static final Set<String> IF_EXISTS = Set.of("IF", "NOT", "EXISTS");

  /** What it means for the tables of one database. */
  enum Meaning {
    /** A transaction begins. */
    BEGIN,
    /** A transaction ends. */
    END,
    /** Changes that another statement will make visible begin: XA START. */
    XA_START,
    /** None of the others. */
    NOTHING,
    /** A table's definition may be another now. */
    DEFINITION,
    /** Rows may have changed. */
    CHANGE
  }

  /** Reads the body of a QUERY event. */
  static LoggedStatement read(RawEvent event) {
    Bytes at = event.bytes();
    at.skip(8);
    int databaseLength = at.small(1);
    at.skip(2);
    at.skip(at.small(2));
    String database = at.text(databaseLength);
    at.skip(1);
    return of(database, at.rest());
  }

  static LoggedStatement of(String database, String sql) {
    Matcher comments = COMMENT.matcher(sql);
    int start = 0;
    while (comments.find()) {
      start = comments.end();
    }
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(sql).region(start, sql.length());
    while (words.size() < FIRST_WORDS && matcher.find()) {
      words.add(matcher.group());
    }
    return new LoggedStatement(database, sql, words);
  }

  /** What it means for a database of this name. */
  Meaning meaning(String name) {
    return switch (word(0)) {
      case "BEGIN" -> Meaning.BEGIN;
      case "COMMIT" -> Meaning.END;
      case "ROLLBACK" -> word(1).equals("TO") ? Meaning.NOTHING : Meaning.END;
      case "XA" -> xa();
      default -> concerns(name) ? change() : Meaning.NOTHING;
    };
  }

  /** What was done, without any value: {@code TRUNCATE of invoices}. */
  String what() {
    return isDefinition()
        ? word(0) + " of " + name().replace("`", "")
        : word(0) + " as a statement";
  }

  private Meaning xa() {
    return switch (word(1)) {
      case "START", "BEGIN" -> Meaning.XA_START;
      case "COMMIT" -> Meaning.CHANGE;
      default -> Meaning.NOTHING;
    };
  }

  /** By the session's default database, or because the text names it. */
  private boolean concerns(String name) {
    return database.equalsIgnoreCase(name)
        || sql.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  private Meaning change() {
    if (isDefinition()) {
      return definition();
    }
    boolean harmless =
        HARMLESS.contains(word(0)) || (word(0).equals("SET") && !word(1).equals("STATEMENT"));
    return harmless ? Meaning.NOTHING : Meaning.CHANGE;
  }

  private Meaning definition() {
    boolean table = word(0).equals("TRUNCATE") || word(target()).matches("TABLES?|DATABASE|SCHEMA");
    if (!table || isOfForebay()) {
      return Meaning.NOTHING;
    }
    boolean replaces = words.subList(0, target()).stream().anyMatch("REPLACE"::equalsIgnoreCase);
    return word(0).equals("CREATE") && !replaces ? Meaning.DEFINITION : Meaning.CHANGE;
  }

  private boolean isDefinition() {
    return DEFINES.contains(word(0)) || word(0).equals("TRUNCATE");
  }

  /** One of Forebay's own tables alone. */
  private boolean isOfForebay() {
    boolean several = word(0).equals("RENAME") || (word(0).equals("DROP") && sql.contains(","));
    return !several && OWN.matcher(name()).matches();
  }

  /** The index of TABLE, or of whatever else the statement is about. */
  private int target() {
    int index = 1;
    while (BETWEEN.contains(word(index))) {
      index++;
    }
    return word(0).equals("TRUNCATE") && !word(1).equals("TABLE") ? 0 : index;
  }

  /** The first name behind it. */
  private String name() {
    int index = target() + 1;
    while (IF_EXISTS.contains(word(index))) {
      index++;
    }
    return index < words.size() ? words.get(index) : "";
  }

  private String word(int index) {
    return index < words.size() ? words.get(index).toUpperCase(Locale.ROOT) : "";
  }
}
