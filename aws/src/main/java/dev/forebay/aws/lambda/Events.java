package dev.forebay.aws.lambda;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The bodies of invocations: JSON, of a limited size. */
final class Events {
  /** Lambda's limit for invocations that are waited for. */
  static final int AWAITED = 6 << 20;

  /** Its limit for the others. */
  static final int QUEUED = 1 << 20;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private Events() {}

  /** The event; where there is no body, the empty object. */
  static byte[] of(byte[] body, int limit) {
    if (body.length > limit) {
      throw LambdaErrors.tooLarge(
          "The event has %d bytes; at most %d are taken.".formatted(body.length, limit));
    }
    if (body.length == 0) {
      return NOTHING;
    }
    requireJson(body);
    return body;
  }

  private static void requireJson(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      JsonToken first = parser.nextToken();
      parser.skipChildren();
      if (first == null || parser.nextToken() != null) {
        throw LambdaErrors.unreadable();
      }
    } catch (JacksonException _) {
      throw LambdaErrors.unreadable();
    }
  }
}
