package dev.forebay.data.answer;

import dev.forebay.data.read.NotSingular;
import dev.forebay.data.read.RowStream;
import dev.forebay.data.request.Accept;
import dev.forebay.data.row.JsonRows;
import dev.forebay.http.Response;
import dev.forebay.http.Response.Header;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Writes rows in the form that Accept names. Rejects with FB205 where one row was wanted. */
final class RowsWriter {
  private static final Header JSON = new Header("Content-Type", "application/json; charset=utf-8");

  private final Accept accept;
  private final List<String> labels;

  /** With the names of the rows' fields, for CSV. */
  RowsWriter(Accept accept, List<String> labels) {
    this.accept = accept;
    this.labels = labels;
  }

  Header contentType() {
    if (accept.equals(Accept.JSON)) {
      return JSON;
    }
    String nulls = accept.stripNulls() ? "nulls=stripped; " : "";
    String type =
        accept.stripNulls() && accept.format() == Accept.Format.ARRAY
            ? "application/vnd.pgrst.array+json"
            : accept.format().mediaType();
    return new Header("Content-Type", type + "; " + nulls + "charset=utf-8");
  }

  Response.Body.Bytes body(JsonRows rows) {
    return switch (accept.format()) {
      case ARRAY -> array(shown(rows));
      case OBJECT -> object(rows);
      case CSV -> new Response.Body.Bytes(csv(rows));
    };
  }

  /** Out of the cache they are an array already, and not copied. */
  private static Response.Body.Bytes array(JsonRows rows) {
    return rows.isArray()
        ? new Response.Body.Bytes(rows.bytes(), rows.from() - 1, rows.length() + 2)
        : new Response.Body.Bytes(rows.array());
  }

  /** Writes rows while they are read. */
  void write(RowStream stream, OutputStream out) throws IOException {
    boolean csv = accept.format() == Accept.Format.CSV;
    out.write(csv ? Csv.header(labels) : new byte[] {'['});
    try {
      stream.forEach(new Parts(csv, out)::write);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (!csv) {
      out.write(']');
    }
  }

  /** The parts of one answer. */
  private final class Parts {
    private final boolean csv;
    private final OutputStream out;
    private boolean first = true;

    Parts(boolean csv, OutputStream out) {
      this.csv = csv;
      this.out = out;
    }

    void write(JsonRows part) {
      try {
        byte[] bytes = csv ? Csv.rows(part) : shown(part).object();
        if (!first && !csv) {
          out.write(',');
        }
        first = false;
        out.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private JsonRows shown(JsonRows rows) {
    return accept.stripNulls() ? Nulls.stripped(rows) : rows;
  }

  private Response.Body.Bytes object(JsonRows rows) {
    if (rows.count() != 1) {
      throw NotSingular.error(rows.count());
    }
    JsonRows one = shown(rows);
    return new Response.Body.Bytes(one.bytes(), one.from(), one.length());
  }

  private byte[] csv(JsonRows rows) {
    byte[] header = Csv.header(labels);
    byte[] lines = Csv.rows(rows);
    byte[] all = Arrays.copyOf(header, header.length + lines.length);
    System.arraycopy(lines, 0, all, header.length, lines.length);
    return all;
  }
}
