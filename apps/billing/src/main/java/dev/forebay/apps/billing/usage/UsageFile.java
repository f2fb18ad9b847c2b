package dev.forebay.apps.billing.usage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads usage files: {@code .json}, {@code .jsonl} and {@code .csv}, in UTF-8. A file is read as a
 * stream, once, and in memory there is only each customer's sum.
 */
public final class UsageFile {
  /** The most bytes of a file: 256 MB. */
  public static final long MOST_BYTES = 256L << 20;

  /** The most records of a file. */
  public static final long MOST_RECORDS = 10_000_000;

  /** The most different customers of a file: their invoices are one transaction. */
  public static final int MOST_CUSTOMERS = 5_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private UsageFile() {}

  /**
   * What each customer used. Whatever is wrong with the file is added to the problems; if there are
   * any, the sums are of the records without.
   *
   * @param name the file's name, whose ending says its format
   * @throws IOException where the stream breaks off, which says nothing about the file
   */
  public static List<CustomerUsage> read(String name, InputStream file, Problems problems)
      throws IOException {
    UsageTally tally = new UsageTally(problems);
    Optional<UsageFormat> format = UsageFormat.of(name);
    if (format.isEmpty()) {
      problems.add("name", "it must end in .json, .jsonl or .csv");
      return List.of();
    }
    try {
      format.get().read(text(file), tally);
      if (tally.isEmpty()) {
        problems.add("file", "there is no record in it");
      }
    } catch (CharacterCodingException e) {
      problems.add("file", "it is not UTF-8");
    } catch (BrokenFileException e) {
      problems.add(e.place().toString(), e.reason());
    }
    return tally.customers();
  }

  private static BufferedReader text(InputStream file) throws IOException {
    var strict =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    BufferedReader text = new BufferedReader(new InputStreamReader(file, strict));
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }
}
