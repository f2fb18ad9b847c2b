package dev.forebay.data.request;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows in CSV (RFC 4180), of which the first line names the keys. A field that is {@code NULL} is
 * null, as in PostgREST; one that is empty is the empty text.
 */
final class CsvBody implements Body {
  private static final CsvReader.CsvReaderBuilder READER =
      CsvReader.builder()
          .allowUnclosedQuote(false)
          .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
          .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
          .maxBufferSize(1 << 30);

  private final String text;
  private final List<String> header;

  /** Reads the text once, to its end. FB101 where it is not what it should be. */
  CsvBody(String text) {
    this.text = text;
    Iterator<CsvRecord> records = records();
    this.header = checked(records);
    forEach(_ -> {});
  }

  @Override
  public Iterator<Map<String, JsonValue>> iterator() {
    Iterator<CsvRecord> records = records();
    records.next();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return readable(records::hasNext);
      }

      @Override
      public Map<String, JsonValue> next() {
        return row(readable(records::next));
      }
    };
  }

  @Override
  public Set<String> keys() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(header));
  }

  @Override
  public boolean isUniform() {
    return true;
  }

  private Iterator<CsvRecord> records() {
    return READER.ofCsvRecord(text).iterator();
  }

  private static List<String> checked(Iterator<CsvRecord> records) {
    if (!readable(records::hasNext)) {
      throw malformed("The body is empty", "The first line of CSV must name the columns");
    }
    List<String> header = readable(records::next).getFields();
    if (new LinkedHashSet<>(header).size() < header.size()) {
      throw malformed("The first line names a column twice", "Name every column once");
    }
    return header;
  }

  private Map<String, JsonValue> row(CsvRecord fields) {
    if (fields.getFieldCount() != header.size()) {
      throw malformed(
          "All lines must have same number of fields",
          "Line %d has %d fields, the first line %d"
              .formatted(fields.getStartingLineNumber(), fields.getFieldCount(), header.size()));
    }
    Map<String, JsonValue> row = LinkedHashMap.newLinkedHashMap(header.size());
    for (int i = 0; i < header.size(); i++) {
      String field = fields.getField(i);
      row.put(
          header.get(i), field.equals("NULL") ? JsonValue.Null.NULL : new JsonValue.Field(field));
    }
    return row;
  }

  private static <T> T readable(java.util.function.Supplier<T> step) {
    try {
      return step.get();
    } catch (CsvParseException e) {
      throw new ForebayException(ErrorCode.MALFORMED_BODY, "The body is not valid CSV", e);
    }
  }

  private static ForebayException malformed(String message, String detail) {
    return new ForebayException(ErrorCode.MALFORMED_BODY, message, detail, null, null);
  }
}
