package dev.forebay.data.row;

import dev.forebay.data.plan.Plan.Field;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the row under a cursor as one JSON object: a DECIMAL with all its digits, a DATETIME as
 * {@code 2024-01-15T10:30:00}, JSON inline, bytes in base64. The keys are encoded once for all
 * rows.
 */
public final class RowFormat {
  private final List<Field> fields;
  private final byte[][] keys;

  /** The format of rows whose first columns are these fields. */
  public RowFormat(Projection projection) {
    fields = projection.fields();
    keys = keys(projection);
  }

  /** What stands before each value: its key in quotes, behind a brace or a comma. */
  static byte[][] keys(Projection projection) {
    byte[][] keys = new byte[projection.fields().size()][];
    for (int i = 0; i < keys.length; i++) {
      byte[] label = projection.fields().get(i).label().getBytes(StandardCharsets.UTF_8);
      JsonBuffer key = new JsonBuffer(label.length + 4).put(i == 0 ? '{' : ',');
      keys[i] = key.putString(label).put(':').toByteArray();
    }
    return keys;
  }

  /** Writes one row. */
  public void write(Row row, JsonBuffer out) {
    for (int i = 0; i < keys.length; i++) {
      out.put(keys[i]);
      write(fields.get(i).column(), row, i + 1, out);
    }
    out.put('}');
  }

  /** Writes one row whose fields are these columns of a cursor, from 1. */
  public void write(Row row, int[] columns, JsonBuffer out) {
    for (int i = 0; i < keys.length; i++) {
      out.put(keys[i]);
      write(fields.get(i).column(), row, columns[i], out);
    }
    out.put('}');
  }

  /** Writes the value of one column of the row, which counts from 1. */
  public static void write(Column definition, Row row, int column, JsonBuffer out) {
    switch (definition.type()) {
      case TEXT, ENUM, SET -> string(row.bytes(column), out);
      case JSON, GEOMETRY -> raw(row.bytes(column), out);
      case BINARY -> base64(row.bytes(column), out);
      case BIT -> bits(row.bytes(column), out);
      case INTEGER -> integer(row.string(column), out);
      case BOOLEAN -> bool(row.string(column), out);
      case DECIMAL, FLOAT -> ascii(row.string(column), out);
      case DATETIME, TIME -> time(definition, row.string(column), out);
      case DATE, UUID, INET -> quoted(row.string(column), out);
    }
  }

  private static void string(byte @Nullable [] utf8, JsonBuffer out) {
    if (utf8 == null) {
      ascii(null, out);
    } else {
      out.putString(utf8);
    }
  }

  private static void raw(byte @Nullable [] json, JsonBuffer out) {
    if (json == null) {
      ascii(null, out);
    } else {
      out.put(json);
    }
  }

  private static void base64(byte @Nullable [] bytes, JsonBuffer out) {
    string(bytes == null ? null : Base64.getEncoder().encode(bytes), out);
  }

  private static void bits(byte @Nullable [] bits, JsonBuffer out) {
    ascii(bits == null ? null : new BigInteger(1, bits).toString(), out);
  }

  /** ZEROFILL and YEAR have zeros in front, which JSON does not. */
  private static void integer(@Nullable String digits, JsonBuffer out) {
    int start = 0;
    while (digits != null && start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    ascii(digits == null ? null : digits.substring(start), out);
  }

  private static void bool(@Nullable String digits, JsonBuffer out) {
    ascii(digits == null ? null : String.valueOf(!digits.equals("0")), out);
  }

  /** With as many digits of a fraction as the column is declared with; drivers show 0 or 6. */
  private static void time(Column definition, @Nullable String text, JsonBuffer out) {
    if (text == null) {
      ascii(null, out);
      return;
    }
    int point = text.indexOf('.');
    String seconds = point < 0 ? text : text.substring(0, point);
    out.put('"').putAscii(seconds.replace(' ', 'T'));
    int digits = fractionDigits(definition.declaredType());
    if (digits > 0) {
      String fraction = (point < 0 ? "" : text.substring(point + 1)) + "000000";
      out.put('.').putAscii(fraction.substring(0, digits));
    }
    out.put('"');
  }

  private static int fractionDigits(String declaredType) {
    int open = declaredType.indexOf('(');
    return open < 0 ? 0 : declaredType.charAt(open + 1) - '0';
  }

  private static void quoted(@Nullable String plain, JsonBuffer out) {
    if (plain == null) {
      ascii(null, out);
    } else {
      out.put('"').putAscii(plain).put('"');
    }
  }

  private static void ascii(@Nullable String literal, JsonBuffer out) {
    out.putAscii(literal == null ? "null" : literal);
  }
}
