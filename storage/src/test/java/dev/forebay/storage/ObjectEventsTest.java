package dev.forebay.storage;

import static dev.forebay.storage.TestStorage.PLAIN;
import static dev.forebay.storage.TestStorage.WATCHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.jobs.recurring.RecurringJob;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.storage.event.ObjectEvent;
import dev.forebay.storage.event.ObjectEvent.Cause;
import dev.forebay.storage.event.ObjectEventListener;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** That an object which is there has its event, exactly once, whatever fails in between. */
@EveryServer
class ObjectEventsTest {
  private static final TestDatabase DB = TestDatabase.create(TestStorage.DELIVERIES);
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final List<ObjectEvent> told = new ArrayList<>();

  @BeforeEach
  void clear() {
    DB.run("DELETE FROM deliveries");
  }

  @AfterAll
  static void drop() {
    DB.close();
  }

  @Test
  void event_ofAPut_saysWhatWasPut() throws Exception {
    try (TestStorage storage = start(this::listen)) {
      put(storage, WATCHED, "dir/a b", "hello");
      assertThat(told).hasSize(1);
      ObjectEvent event = told.getFirst();
      assertThat(event.bucket()).isEqualTo(WATCHED);
      assertThat(event.key()).isEqualTo("dir/a b");
      assertThat(event.cause()).isEqualTo(Cause.PUT);
      assertThat(event.size()).isEqualTo(5);
      assertThat(event.etag()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
      assertThat(deliveries()).containsExactly(event.version());
      assertThat(recorded()).contains(event.version());
      assertThat(storage.staged()).isEmpty();
    }
  }

  @Test
  void events_ofAnOverwrittenKey_areOneForEachVersionInOrder() {
    try (TestStorage storage = start(this::listen)) {
      put(storage, WATCHED, "k", "1");
      put(storage, WATCHED, "k", "1");
      storage
          .s3()
          .copyObject(
              r ->
                  r.sourceBucket(WATCHED)
                      .sourceKey("k")
                      .destinationBucket(WATCHED)
                      .destinationKey("l"));
      assertThat(told).extracting(ObjectEvent::version).doesNotHaveDuplicates();
      assertThat(told).extracting(ObjectEvent::sequencer).isSorted().doesNotHaveDuplicates();
      assertThat(told)
          .extracting(ObjectEvent::cause)
          .containsExactly(Cause.PUT, Cause.PUT, Cause.COPY);
    }
  }

  @Test
  void event_ofAMultipartUpload_isOne() {
    try (TestStorage storage = start(this::listen)) {
      String id = storage.s3().createMultipartUpload(r -> r.bucket(WATCHED).key("m")).uploadId();
      String etag =
          storage
              .s3()
              .uploadPart(
                  r -> r.bucket(WATCHED).key("m").uploadId(id).partNumber(1),
                  RequestBody.fromString("part"))
              .eTag();
      storage
          .s3()
          .completeMultipartUpload(
              r ->
                  r.bucket(WATCHED)
                      .key("m")
                      .uploadId(id)
                      .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(etag))));
      assertThat(told).hasSize(1);
      assertThat(told.getFirst().cause()).isEqualTo(Cause.MULTIPART);
      assertThat(told.getFirst().etag()).endsWith("-1");
      assertThat(told.getFirst().size()).isEqualTo(4);
    }
  }

  @Test
  void bucketWithoutTriggers_put_needsNoDatabase() {
    Database database = Database.open(DB.settings());
    try (TestStorage storage = TestStorage.start(folder, database, this::listen)) {
      database.close();
      put(storage, PLAIN, "k", "1");
      assertThat(told).isEmpty();
      assertRefused(storage, 503);
      assertThat(exists(storage, "k")).isFalse();
    }
  }

  @Test
  void listener_thatThrows_leavesNeitherObjectNorEvent() throws Exception {
    ObjectEventListener failing =
        (tx, event) -> {
          TestStorage.countDelivery(tx, event);
          throw new ForebayException(ErrorCode.DATABASE_UNAVAILABLE, "away");
        };
    try (TestStorage storage = start(failing)) {
      assertRefused(storage, 503);
      assertThat(exists(storage, "k")).isFalse();
      assertThat(deliveries()).isEmpty();
      assertThat(storage.staged()).isEmpty();
    }
  }

  @Test
  void event_whoseCommitFailed_isRecordedLaterInTheSameProcess() throws Exception {
    Map<String, Integer> calls = new ConcurrentHashMap<>();
    ObjectEventListener breaksOnce =
        (tx, event) -> {
          TestStorage.countDelivery(tx, event);
          if (calls.merge(event.key(), 1, Integer::sum) == 1) {
            breakConnection(tx);
          }
        };
    try (TestStorage storage = start(breaksOnce)) {
      assertRefused(storage, 503);
      assertThat(exists(storage, "k")).isTrue();
      await(() -> storage.staged().isEmpty());
      assertThat(deliveries()).hasSize(1);
    }
  }

  @Test
  void event_owedByAProcessThatEnded_isRecordedAtTheNextStart() throws Exception {
    try (TestStorage storage = start((tx, event) -> breakConnection(tx))) {
      assertRefused(storage, 503);
      assertThat(exists(storage, "k")).isTrue();
      assertThat(storage.staged()).hasSize(1);
    }
    assertThat(deliveries()).isEmpty();
    for (int i = 0; i < 2; i++) {
      try (TestStorage storage = start(TestStorage::countDelivery)) {
        assertThat(deliveries()).hasSize(1);
        assertThat(storage.staged()).isEmpty();
      }
    }
  }

  @Test
  void event_ofAVersionThatWasReplacedMeanwhile_isNotOwed() throws Exception {
    try (TestStorage storage = start((tx, event) -> breakConnection(tx))) {
      assertRefused(storage, 503);
    }
    Path owed = folder.resolve(".staging");
    try (TestStorage storage = start((tx, event) -> breakConnection(tx))) {
      assertRefused(storage, 503);
      await(() -> storage.staged().size() == 1);
    }
    assertThat(owed).isNotEmptyDirectory();
    try (TestStorage storage = start(this::listen)) {
      assertThat(told).hasSize(1);
      assertThat(storage.staged()).isEmpty();
    }
  }

  @Test
  void key_puttedByAHundredAtOnce_hasAnEventForEachAndIsTheLastOne() throws Exception {
    int count = 100;
    try (TestStorage storage = start(this::listen);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> puts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String text = "content " + i;
        puts.add(() -> put(storage, WATCHED, "same", text));
      }
      List<String> etags = new ArrayList<>();
      for (Future<String> put : threads.invokeAll(puts)) {
        etags.add(put.get());
      }
      assertThat(deliveries()).hasSize(count).doesNotHaveDuplicates();
      assertThat(told).extracting(ObjectEvent::etag).containsExactlyInAnyOrderElementsOf(etags);
      ObjectEvent last =
          told.stream().max(Comparator.comparing(ObjectEvent::sequencer)).orElseThrow();
      String current = storage.s3().headObject(r -> r.bucket(WATCHED).key("same")).eTag();
      assertThat(current).isEqualTo("\"" + last.etag() + "\"");
    }
  }

  @Test
  void events_olderThanTheRetention_areSwept() {
    try (TestStorage storage = start(this::listen)) {
      put(storage, WATCHED, "old", "1");
      DB.run("UPDATE forebay_object_events SET created_at = created_at - INTERVAL 31 DAY");
      put(storage, WATCHED, "new", "1");
      RecurringJob sweep = storage.server().recurringJobs().getFirst();
      Instant now = told.getLast().time();
      DB.database().transaction(tx -> sweep.run(tx, now, now));
      assertThat(recorded()).containsExactly(told.getLast().version());
    }
  }

  private TestStorage start(ObjectEventListener listener) {
    return TestStorage.start(folder, DB.database(), listener);
  }

  private synchronized void listen(Session tx, ObjectEvent event) {
    TestStorage.countDelivery(tx, event);
    told.add(event);
  }

  /** The transaction goes on, and learns at its commit that its connection is gone. */
  private static void breakConnection(Session tx) {
    String id =
        tx.queryOne("SELECT CONNECTION_ID()", List.of(), row -> String.valueOf(row.longValue(1)))
            .orElseThrow();
    DB.run("KILL " + id);
  }

  private static String put(TestStorage storage, String bucket, String key, String text) {
    return storage
        .s3()
        .putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text))
        .eTag()
        .replace("\"", "");
  }

  private static void assertRefused(TestStorage storage, int status) {
    assertThatThrownBy(() -> put(storage, WATCHED, "k", "1"))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
  }

  private static boolean exists(TestStorage storage, String key) {
    return storage.s3().listObjectsV2(r -> r.bucket(WATCHED).prefix(key)).keyCount() == 1;
  }

  private static List<String> deliveries() {
    return texts("SELECT version FROM deliveries ORDER BY id");
  }

  private static List<String> recorded() {
    return texts("SELECT version FROM forebay_object_events");
  }

  private static List<String> texts(String sql) {
    return DB.database()
        .read(session -> session.query(sql, List.of(), row -> String.valueOf(row.string(1))));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plus(SOON);
    while (!condition.call()) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.onSpinWait();
    }
  }
}
