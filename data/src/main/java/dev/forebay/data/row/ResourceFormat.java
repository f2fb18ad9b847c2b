package dev.forebay.data.row;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.plan.Resource.Embedded;
import dev.forebay.data.plan.Resource.Item;
import dev.forebay.data.plan.Resource.Value;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.Session.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the rows of a resource, with a gap for each embed. The keys are encoded once. */
public final class ResourceFormat {
  private final Resource resource;
  private final List<Item> items;
  private final List<ValueType> types;
  private final byte[][] keys;

  /** The format of a resource's rows. */
  public ResourceFormat(Resource resource) {
    this.resource = resource;
    this.items = resource.selection().all();
    this.types = resource.fields().stream().map(value -> ValueType.of(value.type())).toList();
    this.keys = items.stream().map(item -> key(item.label())).toArray(byte[][]::new);
  }

  /** What stands before a value: a comma and the key. */
  public static byte[] key(String label) {
    byte[] utf8 = label.getBytes(StandardCharsets.UTF_8);
    return new JsonBuffer(utf8.length + 4).put(',').putString(utf8).put(':').toByteArray();
  }

  /** Rows that this format writes. */
  public OpenRows rows() {
    return new OpenRows(resource.embeds().size());
  }

  /** Writes the row under a cursor, whose first columns are the resource's values. */
  public void write(Row row, OpenRows out) {
    int value = 0;
    for (int i = 0; i < keys.length; i++) {
      switch (items.get(i)) {
        case Value _ -> {
          out.json().put(keys[i]);
          types.get(value++).write(row, value, out.json());
        }
        case Embedded _ -> out.cut();
      }
    }
    out.cut();
  }

  /** Writes a whole row of the table, which a scanner stands on. */
  void write(WholeRows whole, OpenRows out) {
    for (int i = 0; i < keys.length; i++) {
      switch (items.get(i)) {
        case Value value -> whole.copy(value.type(), out.json().put(keys[i]));
        case Embedded _ -> out.cut();
      }
    }
    out.cut();
  }

  /** Writes a row that is not there: all of its values are null, and what it embeds is empty. */
  public void writeNulls(JsonBuffer out) {
    for (int i = 0; i < keys.length; i++) {
      switch (items.get(i)) {
        case Value _ -> out.put(keys[i]).putAscii("null");
        case Embedded embed -> new EmbedFormat(embed).writeNothing(out);
      }
    }
  }
}
