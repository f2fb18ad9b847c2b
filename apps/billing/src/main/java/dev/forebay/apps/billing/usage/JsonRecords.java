package dev.forebay.apps.billing.usage;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads records of the shape {@code {"customer_id": 1, "usage_amount": 100}} from JSON tokens.
 * Other fields are ignored; a key twice in one object, and nesting deeper than 16, are errors.
 */
final class JsonRecords {
  /** Makes parsers with these rules. */
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(1_000)
                          .maxNameLength(1_000)
                          .maxStringLength(JsonLinesFormat.MAX_LINE)
                          .build())
                  .build())
          .build();

  private static final int MAX_REASON = 200;

  private JsonRecords() {}

  /** The fields of the object whose start is the parser's current token; reads to its end. */
  static UsageFields read(JsonParser parser) {
    String customerId = null;
    String usageAmount = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "customer_id" -> customerId = number(parser, value);
        case "usage_amount" -> usageAmount = number(parser, value);
        default -> parser.skipChildren();
      }
    }
    return new UsageFields(customerId, usageAmount);
  }

  /** What is wrong with text that is not JSON, in a line, without advice on Jackson's settings. */
  static String reason(JacksonException error) {
    String words = error.getOriginalMessage().replaceFirst("(?s)(: enable |\\R).*", "");
    return "not valid JSON: "
        + (words.length() > MAX_REASON ? words.substring(0, MAX_REASON) + "…" : words);
  }

  /** A number as it is written; of any other value, text that is no number. */
  private static String number(JsonParser parser, JsonToken value) {
    if (value.isNumeric()) {
      return parser.getString();
    }
    parser.skipChildren();
    return value.toString();
  }
}
