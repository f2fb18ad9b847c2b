package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Collation;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * CHAR, VARCHAR, TEXT: a string. Which texts are equal only the server knows, by their weights
 * under the column's collation; here they compare character by character, in the order of Unicode.
 */
record TextValues(ColumnType.Text type) implements ValueType {
  @Override
  public String expected() {
    return "a string of valid Unicode";
  }

  @Override
  public @Nullable Object read(String text) {
    return text;
  }

  /**
   * CHAR forgets blanks at the end. The servers cut those of a VARCHAR that are beyond its length.
   */
  @Override
  public @Nullable Object stored(Object value) {
    String text = (String) value;
    String kept = type.fixed() ? withoutBlanks(text) : text;
    return type.length() < 0 || kept.codePointCount(0, kept.length()) <= type.length()
        ? kept
        : null;
  }

  private static String withoutBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    Literals.text(row.bytes(index), out);
  }

  /**
   * Not of a character set whose texts the log's reader cannot read; nor of MariaDB's CHAR that
   * does not pad, which compares with blanks that it does not show.
   */
  @Override
  public boolean isNamed() {
    Collation collation = type.collation();
    return collation != null && collation.isKnown() && !type.comparesBlanks();
  }

  @Override
  public boolean isWeighed() {
    return true;
  }

  @Override
  public String spelling(Object value) {
    throw new IllegalArgumentException("Only the server spells a text");
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public boolean isOrdered() {
    return true;
  }

  @Override
  public int compare(Object value, Object other) {
    return compareTexts((String) value, (String) other);
  }

  /** The bytes of UTF-8 sort as the characters do. */
  static int compareTexts(String value, String other) {
    return Arrays.compareUnsigned(
        value.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<JsonNode> json(String text) {
    return Optional.of(JsonNodeFactory.instance.stringNode(text));
  }

  /** The column's name, because it says what is meant and fits every character set. */
  @Override
  public JsonNode example(Column column) {
    boolean ascii = column.name().chars().allMatch(c -> c > ' ' && c <= '~');
    String text = ascii ? column.name() : "text";
    long length = type.length() < 0 ? text.length() : Math.min(type.length(), text.length());
    return JsonNodeFactory.instance.stringNode(text.substring(0, (int) length));
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonNodes.type("string");
    return type.length() < 0 ? schema : schema.put("maxLength", type.length());
  }
}
