package dev.forebay.apps.billing.usage;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/** {@code .json}: one object, or an array of objects. */
final class JsonFormat implements UsageFormat {
  @Override
  public void read(Reader text, UsageTally tally) throws IOException {
    try (JsonParser parser = JsonRecords.JSON.createParser(text)) {
      try {
        readAll(parser, tally);
      } catch (JacksonIOException e) {
        throw e.getCause();
      } catch (JacksonException e) {
        Place place = Place.line(parser.currentLocation().getLineNr());
        throw new BrokenFileException(place, JsonRecords.reason(e));
      }
    }
  }

  private static void readAll(JsonParser parser, UsageTally tally) {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_ARRAY) {
      JsonToken token = parser.nextToken();
      for (long record = 1; token != JsonToken.END_ARRAY; record++) {
        readOne(parser, token, record, tally);
        token = parser.nextToken();
      }
    } else if (first != null) {
      readOne(parser, first, 0, tally);
    }
    if (first != null && parser.nextToken() != null) {
      throw new BrokenFileException(place(parser, 0), "there is more after the end of the JSON");
    }
  }

  private static void readOne(
      JsonParser parser, @Nullable JsonToken token, long record, UsageTally tally) {
    Place place = place(parser, record);
    if (token == JsonToken.START_OBJECT) {
      tally.add(place, JsonRecords.read(parser));
    } else {
      parser.skipChildren();
      tally.addUnreadable(place, "not a JSON object");
    }
  }

  private static Place place(JsonParser parser, long record) {
    return new Place(parser.currentTokenLocation().getLineNr(), record);
  }
}
