package dev.forebay.storage;

import static dev.forebay.storage.TestStorage.WATCHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.testing.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A disk that is full refuses what does not fit, keeps what is there, and takes what fits. */
class FullDiskTest {
  private static final TestDatabase DB = TestDatabase.create(TestStorage.DELIVERIES);
  private static final int MEGABYTE = 1 << 20;

  @TempDir private Path folder;
  private Tmpfs disk;
  private TestStorage storage;

  @BeforeEach
  void start() throws Exception {
    DB.run("DELETE FROM deliveries");
    disk = Tmpfs.mount(folder.resolve("disk"), "12m");
    storage = TestStorage.start(folder.resolve("disk"), DB.database(), TestStorage::countDelivery);
  }

  @AfterEach
  void stop() throws Exception {
    storage.close();
    disk.close();
  }

  @AfterAll
  static void drop() {
    DB.close();
  }

  @Test
  void object_largerThanTheDisk_leavesNothingAndTheNextOneFits() throws Exception {
    assertFull(() -> put("k", 20 * MEGABYTE));
    assertThat(storage.staged()).isEmpty();
    assertThat(keys()).isEmpty();
    assertThat(deliveries()).isZero();

    put("k", 10 * MEGABYTE);

    assertThat(keys()).containsExactly("k");
    assertThat(deliveries()).isEqualTo(1);
  }

  @Test
  void object_replacedWhileTheDiskIsFull_staysAsItWas() throws Exception {
    put("k", 1000);
    Path filler = disk.fill();

    assertFull(() -> put("k", 1));
    assertFull(() -> put("other", 1));
    assertThat(size("k")).isEqualTo(1000);
    assertThat(keys()).containsExactly("k");
    assertThat(deliveries()).isEqualTo(1);
    assertThat(storage.staged()).isEmpty();

    Files.delete(filler);
    put("k", 1);
    assertThat(size("k")).isEqualTo(1);
  }

  @Test
  void object_deletedWhileTheDiskIsFull_makesRoom() throws Exception {
    put("k", 5 * MEGABYTE);
    disk.fill();

    storage.s3().deleteObject(r -> r.bucket(WATCHED).key("k"));

    put("other", 4 * MEGABYTE);
    assertThat(keys()).containsExactly("other");
  }

  @Test
  void multipartUpload_thatDoesNotFit_canBeCompletedOnceThereIsRoom() throws Exception {
    String id = storage.s3().createMultipartUpload(r -> r.bucket(WATCHED).key("m")).uploadId();
    List<CompletedPart> parts = List.of(part(id, 1, 5 * MEGABYTE), part(id, 2, 1000));
    assertFull(() -> part(id, 3, 9 * MEGABYTE));
    Path filler = disk.fill();

    // The answer to this one begins before the parts are joined: the error comes under a 200.
    assertThatThrownBy(() -> complete(id, parts)).isInstanceOf(S3Exception.class);
    assertThat(keys()).isEmpty();
    assertThat(deliveries()).isZero();
    assertThat(storage.staged()).isEmpty();

    Files.delete(filler);
    complete(id, parts);
    assertThat(size("m")).isEqualTo(5 * MEGABYTE + 1000);
    assertThat(deliveries()).isEqualTo(1);
  }

  @Test
  void start_onADiskThatIsReadOnly_saysSo() throws Exception {
    storage.close();
    disk.makeReadOnly();

    assertThatThrownBy(
            () -> TestStorage.start(folder.resolve("disk"), DB.database(), (tx, event) -> {}))
        .isInstanceOfSatisfying(
            ForebayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_FOLDER))
        .hasMessageContaining(folder.resolve("disk").toString());
  }

  @Test
  void object_putOnADiskThatBecameReadOnly_isRefusedAndReadsGoOn() throws Exception {
    put("k", 1000);
    disk.makeReadOnly();

    assertThatThrownBy(() -> put("k", 1))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(500));
    assertThat(size("k")).isEqualTo(1000);
    assertThat(deliveries()).isEqualTo(1);
  }

  private static void assertFull(ThrowingCallable upload) {
    assertThatThrownBy(upload)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(507);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InsufficientStorage");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("The disk of this store is full.");
            });
  }

  private void put(String key, int size) {
    storage.s3().putObject(r -> r.bucket(WATCHED).key(key), RequestBody.fromBytes(new byte[size]));
  }

  private CompletedPart part(String id, int number, int size) {
    String etag =
        storage
            .s3()
            .uploadPart(
                r -> r.bucket(WATCHED).key("m").uploadId(id).partNumber(number),
                RequestBody.fromBytes(new byte[size]))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private void complete(String id, List<CompletedPart> parts) {
    storage
        .s3()
        .completeMultipartUpload(
            r -> r.bucket(WATCHED).key("m").uploadId(id).multipartUpload(m -> m.parts(parts)));
  }

  private long size(String key) throws IOException {
    return storage.s3().getObjectAsBytes(r -> r.bucket(WATCHED).key(key)).asByteArray().length;
  }

  private List<String> keys() {
    return storage.s3().listObjectsV2(r -> r.bucket(WATCHED)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  private static long deliveries() {
    return TestStorage.deliveries(DB);
  }
}
