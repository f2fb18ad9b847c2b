package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** VECTOR: its numbers of four bytes, in base64. */
record VectorValues(ColumnType.Vector type) implements ValueType {
  @Override
  public String expected() {
    return "bytes in base64";
  }

  @Override
  public @Nullable Object read(String text) {
    return Base64Bytes.read(text);
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
  public boolean isNamed() {
    return false;
  }

  @Override
  public int compare(Object value, Object other) {
    return Arrays.compareUnsigned((byte[]) value, (byte[]) other);
  }

  @Override
  public JsonNode example(Column column) {
    byte[] zeros = new byte[Float.BYTES * type.dimensions()];
    return JsonNodeFactory.instance.stringNode(Base64.getEncoder().encodeToString(zeros));
  }

  @Override
  public ObjectNode schema() {
    return JsonNodes.type("string").put("contentEncoding", "base64");
  }
}
