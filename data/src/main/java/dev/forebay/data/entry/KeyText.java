package dev.forebay.data.entry;

import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A primary key as text, one text a column, as a filter would name it. Joined it is {@code 7} or
 * {@code eu,7}, with commas in the texts encoded as in a URL.
 */
public final class KeyText {
  private KeyText() {}

  /** The text of a key column's value in the row under the cursor. */
  public static String of(Column column, Row row, int index) {
    return Objects.requireNonNull(ValueType.of(column).text(row, index));
  }

  /** The texts of a row that has just these columns; none where one of them is NULL. */
  public static Optional<List<String>> ofAll(List<Column> columns, Row row) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (row.string(i + 1) == null) {
        return Optional.empty();
      }
      texts.add(of(columns.get(i), row, i + 1));
    }
    return Optional.of(texts);
  }

  /** What to bind to find the key again. */
  public static Object parameter(Column column, String text) {
    return Objects.requireNonNull(ValueType.of(column).read(text));
  }

  public static String join(List<String> texts) {
    return texts.size() == 1
        ? encoded(texts.getFirst())
        : String.join(",", texts.stream().map(KeyText::encoded).toList());
  }

  /** Most keys are numbers, which stay as they are. */
  private static String encoded(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
      }
    }
    return text;
  }

  public static List<String> split(String joined) {
    List<String> texts = new ArrayList<>();
    for (String part : joined.split(",", -1)) {
      texts.add(URLDecoder.decode(part, StandardCharsets.UTF_8));
    }
    return texts;
  }
}
