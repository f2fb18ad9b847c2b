package dev.forebay.storage.event;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The notification of a created object in the shape that S3 sends to a Lambda function, so that
 * {@code com.amazonaws.services.lambda.runtime.events.S3Event} reads it.
 *
 * <p>The key is URL-encoded as AWS does, but for its slashes ({@code in/red+flower.jpg}). There is
 * no {@code versionId}, as in a bucket without versioning. Source: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">
 * Event message structure</a>.
 */
public final class S3EventJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String OWNER = "forebay";

  private S3EventJson() {}

  /** The message as UTF-8 JSON. */
  public static byte[] of(ObjectEvent event, String region) {
    ObjectNode message = JSON.createObjectNode();
    ObjectNode record = message.putArray("Records").addObject();
    record
        .put("eventVersion", "2.1")
        .put("eventSource", "aws:s3")
        .put("awsRegion", region)
        .put("eventTime", time(event.time()))
        .put("eventName", event.cause().eventName());
    record.putObject("userIdentity").put("principalId", OWNER);
    record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    record
        .putObject("responseElements")
        .put("x-amz-request-id", event.version())
        .put("x-amz-id-2", event.version());
    describe(record.putObject("s3"), event);
    return JSON.writeValueAsBytes(message);
  }

  private static void describe(ObjectNode s3, ObjectEvent event) {
    s3.put("s3SchemaVersion", "1.0").put("configurationId", event.bucket());
    ObjectNode bucket = s3.putObject("bucket").put("name", event.bucket());
    bucket.putObject("ownerIdentity").put("principalId", OWNER);
    bucket.put("arn", "arn:aws:s3:::" + event.bucket());
    s3.putObject("object")
        .put("key", encoded(event.key()))
        .put("size", event.size())
        .put("eTag", event.etag())
        .put("sequencer", event.sequencer());
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }
}
