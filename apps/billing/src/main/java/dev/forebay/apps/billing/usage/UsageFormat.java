package dev.forebay.apps.billing.usage;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.Optional;

/** How a usage file is written; its name's ending says which. */
sealed interface UsageFormat permits JsonFormat, JsonLinesFormat, CsvFormat {
  /**
   * Gives all records to the tally.
   *
   * @throws IOException where the text cannot be read
   * @throws BrokenFileException where what follows cannot be told apart any more
   */
  void read(Reader text, UsageTally tally) throws IOException;

  /** The format of a file with this name. */
  static Optional<UsageFormat> of(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    if (lowerCase.endsWith(".json")) {
      return Optional.of(new JsonFormat());
    }
    if (lowerCase.endsWith(".jsonl")) {
      return Optional.of(new JsonLinesFormat());
    }
    return lowerCase.endsWith(".csv") ? Optional.of(new CsvFormat()) : Optional.empty();
  }
}
