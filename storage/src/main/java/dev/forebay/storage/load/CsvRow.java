package dev.forebay.storage.load;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a CSV file.
 *
 * @param line the number of the line that it begins on, from 1
 * @param fields its fields; null for one that is empty and not quoted
 */
record CsvRow(long line, List<@Nullable String> fields) {
  CsvRow {
    fields = Collections.unmodifiableList(new ArrayList<>(fields));
  }

  /** Makes the records while the file is parsed. */
  static final class Handler extends AbstractBaseCsvCallbackHandler<CsvRow> {
    private final List<@Nullable String> fields = new ArrayList<>();

    @Override
    protected void handleBegin(long startingLineNumber) {
      fields.clear();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      fields.add(length > 0 || quoted ? new String(buffer, offset, length) : null);
    }

    @Override
    protected CsvRow buildRecord() {
      return new CsvRow(getStartingLineNumber(), fields);
    }
  }
}
