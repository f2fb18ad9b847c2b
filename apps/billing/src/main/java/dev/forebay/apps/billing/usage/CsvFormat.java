package dev.forebay.apps.billing.usage;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code .csv}: RFC 4180 with commas and a header, in which the columns {@code customer_id} and
 * {@code usage_amount} stand in any order. Other columns are ignored, blanks around values too.
 */
final class CsvFormat implements UsageFormat {
  private static final int MAX_FIELD = 65_536;

  @Override
  public void read(Reader text, UsageTally tally) throws IOException {
    Place place = Place.line(1);
    try (CsvReader<CsvRecord> csv = reader(text)) {
      Iterator<CsvRecord> records = csv.iterator();
      if (!records.hasNext()) {
        return;
      }
      Header header = Header.of(records.next());
      while (records.hasNext()) {
        CsvRecord record = records.next();
        place = Place.line(record.getStartingLineNumber());
        header.read(record, place, tally);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      throw new BrokenFileException(place, "not valid CSV after this: " + reason(e));
    }
  }

  private static CsvReader<CsvRecord> reader(Reader text) {
    return CsvReader.builder()
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(MAX_FIELD)
        .ofCsvRecord(text);
  }

  private static String reason(CsvParseException error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    return String.valueOf(cause.getMessage());
  }

  /**
   * The file's first record.
   *
   * @param columns how many fields every record has
   * @param customerId which of them is the customer, from 0
   * @param usageAmount which of them is the amount
   */
  private record Header(int columns, int customerId, int usageAmount) {
    static Header of(CsvRecord record) {
      List<String> names = record.getFields().stream().map(String::strip).toList();
      return new Header(names.size(), index(names, "customer_id"), index(names, "usage_amount"));
    }

    void read(CsvRecord record, Place place, UsageTally tally) {
      if (record.getFieldCount() == columns) {
        tally.add(place, new UsageFields(field(record, customerId), field(record, usageAmount)));
      } else {
        tally.addUnreadable(
            place, "%d fields, the header has %d".formatted(record.getFieldCount(), columns));
      }
    }

    private static int index(List<String> names, String name) {
      if (Collections.frequency(names, name) != 1) {
        throw new BrokenFileException(
            Place.line(1), "no header with the columns customer_id and usage_amount, once each");
      }
      return names.indexOf(name);
    }

    private static @Nullable String field(CsvRecord record, int index) {
      String text = record.getField(index).strip();
      return text.isEmpty() ? null : text;
    }
  }
}
