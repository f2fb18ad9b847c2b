package dev.forebay.storage.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.forebay.storage.event.ObjectEvent.Cause;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notification, compared with the one in AWS's documentation of its structure. */
class S3EventJsonTest {
  private static final String VERSION = "000635fd1a2b3c4d0123456789abcdef";

  @Test
  void message_ofAnEvent_isWhatS3Documents() {
    assertThat(json(event("HappyFace.jpg", Cause.PUT)))
        .isEqualTo(
            """
            {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-west-2",\
            "eventTime":"1970-01-01T00:00:00.000Z","eventName":"ObjectCreated:Put",\
            "userIdentity":{"principalId":"forebay"},\
            "requestParameters":{"sourceIPAddress":"127.0.0.1"},\
            "responseElements":{"x-amz-request-id":"%1$s","x-amz-id-2":"%1$s"},\
            "s3":{"s3SchemaVersion":"1.0","configurationId":"mybucket",\
            "bucket":{"name":"mybucket","ownerIdentity":{"principalId":"forebay"},\
            "arn":"arn:aws:s3:::mybucket"},\
            "object":{"key":"HappyFace.jpg","size":1024,\
            "eTag":"d41d8cd98f00b204e9800998ecf8427e","sequencer":"000635fd1a2b3c4d"}}}]}\
            """
                .formatted(VERSION));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,ObjectCreated:Put",
    "COPY,ObjectCreated:Copy",
    "MULTIPART,ObjectCreated:CompleteMultipartUpload"
  })
  void eventName_ofEachCause_isS3s(Cause cause, String name) {
    assertThat(json(event("k", cause))).contains("\"eventName\":\"" + name + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "red flower.jpg,red+flower.jpg",
    "in/2024/a b.csv,in/2024/a+b.csv",
    "a+b,a%2Bb",
    "100%,100%25",
    "é/日本,%C3%A9/%E6%97%A5%E6%9C%AC",
    "'a\"b&c=d?e#f',a%22b%26c%3Dd%3Fe%23f"
  })
  void key_ofAnEvent_isEncodedAsS3DoesAndDecodedByAwsClasses(String key, String encoded) {
    byte[] message = S3EventJson.of(event(key, Cause.PUT), "us-west-2");

    S3Event read =
        LambdaEventSerializers.serializerFor(S3Event.class, getClass().getClassLoader())
            .fromJson(new ByteArrayInputStream(message));
    var object = read.getRecords().getFirst().getS3().getObject();
    assertThat(object.getKey()).isEqualTo(encoded);
    assertThat(object.getUrlDecodedKey()).isEqualTo(key);
    assertThat(object.getSizeAsLong()).isEqualTo(1024);
    assertThat(object.getSequencer()).isEqualTo("000635fd1a2b3c4d");
  }

  private static ObjectEvent event(String key, Cause cause) {
    return new ObjectEvent(
        "mybucket",
        key,
        VERSION,
        cause,
        1024,
        "d41d8cd98f00b204e9800998ecf8427e",
        Instant.EPOCH,
        "000635fd1a2b3c4d");
  }

  private static String json(ObjectEvent event) {
    return new String(S3EventJson.of(event, "us-west-2"), StandardCharsets.UTF_8);
  }
}
