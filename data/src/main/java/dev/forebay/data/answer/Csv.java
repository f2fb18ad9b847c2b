package dev.forebay.data.answer;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.forebay.data.row.JsonRows;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes rows as comma-separated values (RFC 4180), with a line feed between them as PostgreSQL
 * does. A null is nothing, an empty text is {@code ""}; objects and arrays are their JSON.
 */
final class Csv {
  private static final JsonFactory JSON = new JsonFactory();
  private static final CsvWriter.CsvWriterBuilder WRITER =
      CsvWriter.builder().lineDelimiter(LineDelimiter.LF).quoteStrategy(QuoteStrategies.EMPTY);

  private Csv() {}

  /** The line of names, or nothing where none are known. */
  static byte[] header(List<String> labels) {
    return lines(List.of(labels));
  }

  /** The lines of some rows. */
  static byte[] rows(JsonRows rows) {
    byte[] array = rows.array();
    List<List<@Nullable String>> lines = new ArrayList<>(rows.count());
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), array)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        lines.add(row(json, array));
      }
    }
    return lines(lines);
  }

  private static List<@Nullable String> row(JsonParser json, byte[] array) {
    List<@Nullable String> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      values.add(value(json, json.nextToken(), array));
    }
    return values;
  }

  private static @Nullable String value(JsonParser json, JsonToken token, byte[] array) {
    if (!token.isStructStart()) {
      return token == JsonToken.VALUE_NULL ? null : json.getString();
    }
    int start = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    int end = (int) json.currentLocation().getByteOffset();
    return new String(array, start, end - start, StandardCharsets.UTF_8);
  }

  private static byte[] lines(List<? extends List<@Nullable String>> lines) {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = WRITER.build(text)) {
      lines.forEach(writer::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException("A StringWriter takes everything", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
