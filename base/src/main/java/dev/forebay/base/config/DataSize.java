package dev.forebay.base.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A number of bytes, written {@code 512}, {@code 64KB}, {@code 10MB} or {@code 5GB} with powers of
 * 1024.
 *
 * @param bytes the number of bytes, not negative
 */
public record DataSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*([KMG]?B)?");

  /** Refuses a negative number. */
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size cannot be negative");
    }
  }

  /** The size that the text means. IllegalArgumentException where it means none. */
  public static DataSize parse(String text) {
    var form = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException("not a size; write it like 512, 64KB, 10MB or 5GB");
    }
    long unit =
        switch (String.valueOf(form.group(2))) {
          case "KB" -> 1L << 10;
          case "MB" -> 1L << 20;
          case "GB" -> 1L << 30;
          default -> 1;
        };
    return new DataSize(Math.multiplyExact(Long.parseLong(form.group(1)), unit));
  }
}
