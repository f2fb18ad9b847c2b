package dev.forebay.apps.billing.usage;

import java.io.IOException;
import java.io.Reader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** {@code .jsonl}: an object on each line. Empty lines are passed over. */
final class JsonLinesFormat implements UsageFormat {
  /** The longest line, in characters. */
  static final int MAX_LINE = 65_536;

  @Override
  public void read(Reader text, UsageTally tally) throws IOException {
    BoundedLines lines = new BoundedLines(text, MAX_LINE);
    while (lines.next()) {
      Place place = Place.line(lines.number());
      if (lines.isTooLong()) {
        tally.addUnreadable(place, "longer than " + MAX_LINE + " characters");
      } else if (!lines.text().isBlank()) {
        readLine(lines.text(), place, tally);
      }
    }
  }

  private static void readLine(String line, Place place, UsageTally tally) {
    try (JsonParser parser = JsonRecords.JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        tally.addUnreadable(place, "not a JSON object");
        return;
      }
      UsageFields fields = JsonRecords.read(parser);
      if (parser.nextToken() == null) {
        tally.add(place, fields);
      } else {
        tally.addUnreadable(place, "there is more after the JSON object");
      }
    } catch (JacksonException e) {
      tally.addUnreadable(place, JsonRecords.reason(e));
    }
  }
}
