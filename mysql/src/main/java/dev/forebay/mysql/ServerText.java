package dev.forebay.mysql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of the application's own schema in an error text of the server. Each is looked for at
 * its last place, behind any value that the text repeats, so that a value cannot pose as a name. A
 * text of another form, or in another language, gives null.
 */
final class ServerText {
  private static final Pattern KEY =
      Pattern.compile(".*for key '(?:[^'.]+\\.)?([^']+)'", Pattern.DOTALL);
  private static final Pattern COLUMN =
      Pattern.compile(
          ".*(?:[Cc]olumn|Field) (?:`[^`]*`\\.`[^`]*`\\.)?[`'](?:[^`'.]+\\.)?([^`'.]+)[`']"
              + "(?: at row \\d+| cannot be null| doesn't have a default value|\\.)",
          Pattern.DOTALL);
  private static final Pattern FOREIGN_KEY =
      Pattern.compile(
          ".*\\(`[^`]*`\\.`([^`]*)`, CONSTRAINT `[^`]*` FOREIGN KEY \\(([^)]*)\\) REFERENCES .*",
          Pattern.DOTALL);
  private static final Pattern CONSTRAINT =
      Pattern.compile(
          ".*(?:CONSTRAINT `|[Cc]heck constraint ')(?:[^`'.]+\\.)?([^`'.]+)[`'] .*",
          Pattern.DOTALL);

  private static final Pattern DENIED =
      Pattern.compile(
          ".*?([A-Z]+(?:,? [A-Z]+)*) command denied to user .* for table"
              + " (?:`[^`]*`\\.)?[`']([^`']*)[`'].*",
          Pattern.DOTALL);
  private static final Pattern DRIVER_PREFIX = Pattern.compile("^\\(conn[=:]\\d+\\) ");

  private final String text;

  ServerText(@Nullable String text) {
    this.text = text == null ? "" : text;
  }

  /** The key of a duplicate entry; MySQL puts the table's name before it. */
  @Nullable String key() {
    return first(KEY);
  }

  @Nullable String column() {
    return first(COLUMN);
  }

  @Nullable String constraint() {
    return first(CONSTRAINT);
  }

  /** The referring columns of a foreign key, for example {@code a, b}. */
  @Nullable String foreignKeyColumns() {
    Matcher matcher = FOREIGN_KEY.matcher(text);
    return matcher.matches() ? matcher.group(2).replace("`", "") : null;
  }

  @Nullable String referringTable() {
    return first(FOREIGN_KEY);
  }

  /** The privilege and the table of a statement that was denied: {@code CREATE on customers}. */
  @Nullable String missingRight() {
    Matcher matcher = DENIED.matcher(text);
    return matcher.matches() ? matcher.group(1) + " on " + matcher.group(2) : null;
  }

  /** The text of a SIGNAL, without what the driver puts before it. */
  String signal() {
    return DRIVER_PREFIX.matcher(text).replaceFirst("");
  }

  boolean namesFullDisk() {
    return text.contains("error 28") || text.contains("Errcode: 28") || text.contains("errno: 28");
  }

  boolean namesReadOnly() {
    return text.contains("read-only") || text.contains("read_only");
  }

  private @Nullable String first(Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? matcher.group(1) : null;
  }
}
