package dev.forebay.client;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as Forebay reads and writes it: numbers are exact decimals that keep their digits, and a key
 * twice in one object is an error.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** An empty array. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /**
   * The value that the text is.
   *
   * @throws JacksonException where it is not one whole JSON value
   */
  public static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  /** The value that the bytes are, in UTF-8. */
  static JsonNode read(byte[] bytes) {
    return MAPPER.readTree(bytes);
  }

  /** The value as text. */
  public static String write(JsonNode value) {
    return MAPPER.writeValueAsString(value);
  }
}
