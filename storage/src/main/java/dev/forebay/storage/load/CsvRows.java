package dev.forebay.storage.load;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file as RFC 4180 writes it: UTF-8 with or without a byte order mark, lines that
 * end with LF or CRLF, fields between commas, in double quotes where they have to be.
 *
 * <p>The first line names the columns. A field that is empty is NULL, one that is {@code ""} is the
 * empty string. Empty lines are passed over. What is wrong is FB606 with the line's number.
 */
final class CsvRows implements Iterator<List<@Nullable String>>, AutoCloseable {
  private final CloseableIterator<CsvRow> records;
  private final List<String> header;
  private long line = 1;

  private CsvRows(CloseableIterator<CsvRow> records) {
    this.records = records;
    this.header = checked(hasNext() ? read(records::next) : null);
  }

  /** Reads the header of a file, which it closes with itself. */
  static CsvRows open(InputStream file) {
    try {
      CsvReader<CsvRow> reader =
          CsvReader.builder()
              .allowUnclosedQuote(false)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .build(
                  new CsvRow.Handler(),
                  new InputStreamReader(new Utf8Lines(file), StandardCharsets.UTF_8));
      return new CsvRows(reader.iterator());
    } catch (RuntimeException e) {
      try (file) {
        throw e;
      } catch (IOException onClose) {
        e.addSuppressed(onClose);
        throw e;
      }
    }
  }

  /** The columns, in the order of each row's values. */
  List<String> header() {
    return header;
  }

  @Override
  public boolean hasNext() {
    return read(records::hasNext);
  }

  @Override
  public List<@Nullable String> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    CsvRow row = read(records::next);
    line = row.line();
    if (row.fields().size() != header.size()) {
      throw rejected(
          "Line %d has %d fields, but the header names %d columns."
              .formatted(line, row.fields().size(), header.size()),
          null);
    }
    return row.fields();
  }

  /** The error of a file whose rows the table does not take. */
  ForebayException refused(ForebayException e) {
    String where =
        e.code() == ErrorCode.INVALID_VALUE
            ? "Line " + line + ": "
            : line == 1 ? "Line 1, the header: " : "In the lines up to " + line + ": ";
    String detail = e.detail() == null ? "" : " (" + e.detail() + ")";
    return new ForebayException(
        ErrorCode.LOAD_REJECTED, where + e.getMessage() + detail, null, e.hint(), e);
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private List<String> checked(@Nullable CsvRow first) {
    if (first == null) {
      throw rejected("The file is empty: its first line must name the columns.", null);
    }
    Set<String> names = new HashSet<>();
    for (String field : first.fields()) {
      String name = field == null ? "" : field.strip();
      if (name.isEmpty()) {
        throw rejected("Line 1, the header: a column has no name.", null);
      }
      if (!names.add(name)) {
        throw rejected("Line 1, the header: the column " + name + " is there twice.", null);
      }
    }
    return first.fields().stream().map(field -> Objects.requireNonNull(field).strip()).toList();
  }

  private <T> T read(Supplier<T> step) {
    try {
      return step.get();
    } catch (CsvParseException e) {
      throw rejected("After line " + line + ": " + reason(e), e);
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof Utf8Lines.NotUtf8Exception bad
          ? rejected("Line " + bad.line() + " is not UTF-8.", e)
          : unreadable(Objects.requireNonNull(e.getCause()));
    }
  }

  private static String reason(CsvParseException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? "not CSV" : cause.getMessage();
  }

  private static ForebayException rejected(String message, @Nullable Throwable cause) {
    return new ForebayException(
        ErrorCode.LOAD_REJECTED,
        message,
        null,
        "Correct the file and upload it again; nothing of it was loaded.",
        cause);
  }

  private static ForebayException unreadable(IOException e) {
    return new ForebayException(
        ErrorCode.STORAGE_UNAVAILABLE, "The object's file cannot be read.", e);
  }
}
