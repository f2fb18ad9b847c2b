package dev.forebay.storage;

import static dev.forebay.storage.TestStorage.PLAIN;
import static dev.forebay.storage.TestStorage.WATCHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.mysql.TestDatabase;
import dev.forebay.testing.Eventually;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What clients do with objects, with the AWS SDK. */
class S3ObjectsTest {
  private static final TestDatabase DB = TestDatabase.create(TestStorage.DELIVERIES);
  private static final int PART = 5 << 20;

  @TempDir private Path folder;
  private TestStorage storage;

  @BeforeEach
  void start() {
    storage = TestStorage.start(folder, DB.database(), TestStorage::countDelivery);
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  @AfterAll
  static void drop() {
    DB.close();
  }

  @Test
  void object_putThenGot_hasItsBytesTypeAndMetadata() {
    S3Client s3 = storage.s3();
    s3.putObject(
        r -> r.bucket(WATCHED).key("a/b é.txt").contentType("text/x").metadata(Map.of("n", "v")),
        RequestBody.fromString("hello"));
    HeadObjectResponse head = s3.headObject(r -> r.bucket(WATCHED).key("a/b é.txt"));
    assertThat(head.contentType()).isEqualTo("text/x");
    assertThat(head.metadata()).isEqualTo(Map.of("n", "v"));
    assertThat(head.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(get(WATCHED, "a/b é.txt")).isEqualTo("hello");
  }

  @Test
  void requests_ofAnyKey_areMeasuredByWhatTheyDo() {
    put(PLAIN, "a", "hello");
    put(PLAIN, "b", "hello");
    get(PLAIN, "a");
    storage.s3().listObjectsV2(r -> r.bucket(PLAIN));
    assertThatThrownBy(() -> get(PLAIN, "none")).isInstanceOf(NoSuchKeyException.class);

    Eventually.until("both puts are counted", () -> requests("put", "2xx") == 2);
    Eventually.until("the failure is counted", () -> requests("get", "4xx") == 1);
    assertThat(requests("get", "2xx")).isEqualTo(1);
    assertThat(requests("list", "2xx")).isEqualTo(1);
    assertThat(storage.meters().get("forebay.storage.received").counter().count())
        .isGreaterThanOrEqualTo(10);
    assertThat(storage.meters().get("forebay.storage.sent").counter().count()).isGreaterThan(5);
  }

  private long requests(String operation, String status) {
    return storage
        .meters()
        .find("forebay.storage.request.duration")
        .tags("operation", operation, "status", status)
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }

  @Test
  void buckets_listed_areThoseOfTheConfiguration() {
    assertThat(storage.s3().listBuckets().buckets())
        .extracting(Bucket::name)
        .containsExactly(PLAIN, WATCHED);
  }

  @Test
  void objects_listed_showNeitherStagingNorUploads() {
    S3Client s3 = storage.s3();
    put(PLAIN, "a", "1");
    put(PLAIN, "b/c", "2");
    s3.createMultipartUpload(r -> r.bucket(PLAIN).key("b/d"));
    assertThat(s3.listObjectsV2(r -> r.bucket(PLAIN)).contents())
        .extracting(S3Object::key)
        .containsExactly("a", "b/c");
    assertThat(s3.listObjectsV2(r -> r.bucket(PLAIN).delimiter("/")).commonPrefixes())
        .hasSize(1)
        .allMatch(prefix -> prefix.prefix().equals("b/"));
  }

  @Test
  void multipartUpload_completed_isOneObject() {
    S3Client s3 = storage.s3();
    String id = s3.createMultipartUpload(r -> r.bucket(WATCHED).key("big/file")).uploadId();
    byte[] first = filled(PART, 'x');
    List<CompletedPart> parts =
        List.of(part("big/file", id, 1, first), part("big/file", id, 2, filled(3, 'y')));
    String etag =
        s3.completeMultipartUpload(
                r ->
                    r.bucket(WATCHED)
                        .key("big/file")
                        .uploadId(id)
                        .multipartUpload(m -> m.parts(parts)))
            .eTag();
    assertThat(etag).endsWith("-2\"");
    assertThat(get(WATCHED, "big/file")).hasSize(PART + 3).endsWith("xyyy");
    assertThat(s3.headObject(r -> r.bucket(WATCHED).key("big/file")).eTag()).isEqualTo(etag);
    assertThat(s3.listMultipartUploads(r -> r.bucket(WATCHED)).uploads()).isEmpty();
  }

  @Test
  void multipartUpload_aborted_leavesNothing() {
    S3Client s3 = storage.s3();
    String id = s3.createMultipartUpload(r -> r.bucket(WATCHED).key("k")).uploadId();
    part("k", id, 1, filled(10, 'x'));
    assertThat(s3.listMultipartUploads(r -> r.bucket(WATCHED)).uploads())
        .allMatch(upload -> upload.key().equals("k"))
        .hasSize(1);
    s3.abortMultipartUpload(r -> r.bucket(WATCHED).key("k").uploadId(id));
    assertThat(folder.resolve(".uploads-" + WATCHED)).isEmptyDirectory();
  }

  @Test
  void copy_ofAnObject_hasItsBytesAndMetadata() {
    S3Client s3 = storage.s3();
    s3.putObject(
        r -> r.bucket(PLAIN).key("from").contentType("text/x").metadata(Map.of("n", "v")),
        RequestBody.fromString("copied"));
    s3.copyObject(
        r ->
            r.sourceBucket(PLAIN)
                .sourceKey("from")
                .destinationBucket(WATCHED)
                .destinationKey("to"));
    assertThat(get(WATCHED, "to")).isEqualTo("copied");
    HeadObjectResponse head = s3.headObject(r -> r.bucket(WATCHED).key("to"));
    assertThat(head.metadata()).isEqualTo(Map.of("n", "v"));
    assertThat(head.contentType()).isEqualTo("text/x");
  }

  @Test
  void range_read_isThatPartOfTheObject() {
    put(PLAIN, "k", "0123456789");
    String part =
        storage
            .s3()
            .getObjectAsBytes(r -> r.bucket(PLAIN).key("k").range("bytes=2-4"))
            .asUtf8String();
    assertThat(part).isEqualTo("234");
  }

  @Test
  void objects_deletedInOneRequest_areGone() {
    put(PLAIN, "x/1", "1");
    put(PLAIN, "x/2", "2");
    var answer =
        storage
            .s3()
            .deleteObjects(
                r ->
                    r.bucket(PLAIN)
                        .delete(
                            d ->
                                d.objects(
                                    o -> o.key("x/1"), o -> o.key("x/2"), o -> o.key("../y"))));
    assertThat(answer.errors()).isEmpty();
    assertThat(answer.deleted()).hasSize(3);
    assertThat(folder.resolve(PLAIN)).isEmptyDirectory();
  }

  @Test
  void conditionalPut_ofAnObjectThatIsThere_isRefused() {
    put(PLAIN, "k", "1");
    assertThatThrownBy(
            () ->
                storage
                    .s3()
                    .putObject(
                        r -> r.bucket(PLAIN).key("k").ifNoneMatch("*"),
                        RequestBody.fromString("2")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(get(PLAIN, "k")).isEqualTo("1");
  }

  @Test
  void object_deleted_isNoLongerFound() {
    put(PLAIN, "a/b/c", "1");
    storage.s3().deleteObject(r -> r.bucket(PLAIN).key("a/b/c"));
    assertThatThrownBy(() -> get(PLAIN, "a/b/c")).isInstanceOf(NoSuchKeyException.class);
    assertThat(folder.resolve(PLAIN)).isEmptyDirectory();
  }

  @Test
  void bucket_createdOrDeletedByAClient_isRefused() {
    assertThatThrownBy(() -> storage.s3().createBucket(r -> r.bucket("new-bucket")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
        .hasMessageContaining("forebay.yaml");
    assertThatThrownBy(() -> storage.s3().deleteBucket(r -> r.bucket(PLAIN)))
        .hasMessageContaining("forebay.yaml");
  }

  private void put(String bucket, String key, String text) {
    storage.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  private String get(String bucket, String key) {
    return storage.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
  }

  private CompletedPart part(String key, String id, int number, byte[] bytes) {
    String etag =
        storage
            .s3()
            .uploadPart(
                r -> r.bucket(WATCHED).key(key).uploadId(id).partNumber(number),
                RequestBody.fromBytes(bytes))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private static byte[] filled(int size, char letter) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, String.valueOf(letter).getBytes(StandardCharsets.UTF_8)[0]);
    return bytes;
  }
}
