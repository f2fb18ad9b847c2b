package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** BINARY, VARBINARY, BLOB: base64. */
record BinaryValues(ColumnType.Binary type) implements ValueType {
  private static final int BLOCK = 3;

  @Override
  public String expected() {
    return "bytes in base64";
  }

  @Override
  public @Nullable Object read(String text) {
    return Base64Bytes.read(text);
  }

  /** BINARY fills up with zeros. What is too long is the server's to refuse. */
  @Override
  public Object stored(Object value) {
    byte[] bytes = (byte[]) value;
    return type.fixed() && bytes.length < type.length()
        ? Arrays.copyOf(bytes, (int) type.length())
        : bytes;
  }

  @Override
  public @Nullable String text(Row row, int index) {
    return Base64Bytes.text(row, index);
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    Base64Bytes.write(row, index, out);
  }

  @Override
  public String spelling(Object value) {
    return Spelling.bounded(HexFormat.of().formatHex((byte[]) value));
  }

  @Override
  public @Nullable Object ofSpelling(String spelling) {
    return HexFormat.of().parseHex(spelling);
  }

  @Override
  public Comparability comparability(Object value) {
    return Comparability.ORDER;
  }

  @Override
  public int compare(Object value, Object other) {
    return Arrays.compareUnsigned((byte[]) value, (byte[]) other);
  }

  @Override
  public JsonNode example(Column column) {
    byte[] bytes = "bytes".getBytes(StandardCharsets.US_ASCII);
    long length = type.length() < 0 ? bytes.length : Math.min(type.length(), bytes.length);
    return JsonNodeFactory.instance.stringNode(
        Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, (int) length)));
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonNodes.type("string").put("contentEncoding", "base64");
    return type.length() < 0
        ? schema
        : schema.put("maxLength", 4 * ((type.length() + BLOCK - 1) / BLOCK));
  }
}
