package dev.forebay.data.row;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Resource.Embedded;

/** Writes the embedded rows of one row: an object or null, an array, or the fields themselves. */
public final class EmbedFormat {
  private final Embedded embed;
  private final byte[] key;
  private final ResourceFormat format;

  /** The format of an embed. */
  public EmbedFormat(Embedded embed) {
    this.embed = embed;
    this.key = ResourceFormat.key(embed.label());
    this.format = new ResourceFormat(embed.resource());
  }

  /** The format of the embedded rows. */
  public ResourceFormat rows() {
    return format;
  }

  /** Adds one row, of which the fields begin with a comma, to those of the same link. */
  public void add(JsonBuffer fields, JsonBuffer found) {
    if (embed.spread()) {
      fields.copyTo(found, 0, fields.size());
      return;
    }
    if (found.size() > 0) {
      found.put(',');
    }
    found.putObject(fields);
  }

  /** Writes what has been added, with a comma and the key before it. */
  public void write(JsonBuffer found, JsonBuffer out) {
    if (!embed.spread()) {
      out.put(key);
    }
    if (!embed.toOne()) {
      out.put('[');
    }
    found.copyTo(out, 0, found.size());
    if (!embed.toOne()) {
      out.put(']');
    }
  }

  /** Writes that there is no row. */
  public void writeNothing(JsonBuffer out) {
    if (embed.spread()) {
      format.writeNulls(out);
    } else {
      out.put(key).putAscii(embed.toOne() ? "null" : "[]");
    }
  }
}
