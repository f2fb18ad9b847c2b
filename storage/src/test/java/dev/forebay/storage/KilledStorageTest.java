package dev.forebay.storage;

import static dev.forebay.storage.TestStorage.KEYS;
import static dev.forebay.storage.TestStorage.WATCHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.testing.ChildJvm;
import dev.forebay.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * {@code kill -9} in the middle of uploads: after the next start, what was acknowledged is there,
 * and an object and its event are both there or both not.
 */
class KilledStorageTest {
  private static final TestDatabase DB = TestDatabase.create(TestStorage.DELIVERIES);
  private static final int UPLOADERS = 8;
  private static final int KILLS = 6;
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @BeforeEach
  void clear() {
    DB.run("DELETE FROM deliveries");
  }

  @AfterAll
  static void drop() {
    DB.close();
  }

  @Test
  void uploads_killedAtRandomMoments_areObjectsWithTheirEventsOrNothing() throws Exception {
    Random random = new Random(20261121);
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    for (int kill = 0; kill < KILLS; kill++) {
      int round = kill;
      try (ChildJvm server = startServer();
          S3Client s3 = client(server);
          var uploaders = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < UPLOADERS; i++) {
          String prefix = round + "/" + i + "/";
          var _ = uploaders.submit(() -> uploadUntilItDies(s3, prefix, acknowledged));
        }
        int before = acknowledged.size();
        Eventually.until("uploads go on", SOON, () -> acknowledged.size() > before + 20);
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(200)).toNanos());
        server.kill();
      }
    }

    try (TestStorage storage =
        TestStorage.start(folder, DB.database(), TestStorage::countDelivery)) {
      assertThat(storage.staged()).isEmpty();
      List<String> objects = objects();
      assertThat(objects).containsAll(acknowledged);
      assertThat(delivered()).containsExactlyInAnyOrderElementsOf(objects);
      for (String key : objects) {
        assertThat(storage.s3().getObjectAsBytes(r -> r.bucket(WATCHED).key(key)).asUtf8String())
            .isEqualTo(content(key));
      }
    }
  }

  @Test
  void upload_killedWithinItsTransaction_isNothing() throws Exception {
    try (ChildJvm server = startServer();
        S3Client s3 = client(server)) {
      assertThatThrownBy(() -> put(s3, StorageMain.DEADLY)).isInstanceOf(SdkException.class);
    }
    assertThat(staged()).hasSize(1);

    try (TestStorage storage =
        TestStorage.start(folder, DB.database(), TestStorage::countDelivery)) {
      assertThat(storage.staged()).isEmpty();
      assertThat(objects()).isEmpty();
      assertThat(delivered()).isEmpty();
    }
  }

  @Test
  void body_onItsWayWhenTheProcessIsKilled_leavesNothing() throws Exception {
    try (ChildJvm server = startServer()) {
      URI endpoint = endpoint(server);
      byte[] whole =
          RawRequest.of("PUT", "/" + WATCHED + "/half").body("x".repeat(1 << 20)).bytes(endpoint);
      try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
        socket.getOutputStream().write(whole, 0, whole.length / 2);
        Eventually.until("the upload has begun", () -> !staged().isEmpty());
        server.kill();
      }
    }
    assertThat(staged()).isNotEmpty();

    try (TestStorage storage =
        TestStorage.start(folder, DB.database(), TestStorage::countDelivery)) {
      assertThat(storage.staged()).isEmpty();
      assertThat(objects()).isEmpty();
      assertThat(delivered()).isEmpty();
    }
  }

  private ChildJvm startServer() throws IOException {
    DatabaseSettings database = DB.settings();
    return new ChildJvm(
        StorageMain.class, folder, database.url(), database.user(), database.password().value());
  }

  private static URI endpoint(ChildJvm server) throws IOException {
    return URI.create("http://127.0.0.1:" + server.awaitLine("PORT "));
  }

  private static S3Client client(ChildJvm server) throws IOException {
    return TestStorage.client(endpoint(server), KEYS);
  }

  private static void uploadUntilItDies(S3Client s3, String prefix, Set<String> acknowledged) {
    try {
      for (int i = 0; ; i++) {
        put(s3, prefix + i);
        acknowledged.add(prefix + i);
      }
    } catch (SdkException e) {
      // Killed: whether the last one is there is what the test finds out.
    }
  }

  private static void put(S3Client s3, String key) {
    s3.putObject(r -> r.bucket(WATCHED).key(key), RequestBody.fromString(content(key)));
  }

  private static String content(String key) {
    return (key + "\n").repeat(1000);
  }

  private List<String> objects() throws IOException {
    Path bucket = folder.resolve(WATCHED);
    try (Stream<Path> all = Files.walk(bucket)) {
      return all.filter(Files::isRegularFile)
          .map(file -> bucket.relativize(file).toString())
          .toList();
    }
  }

  private List<Path> staged() {
    try (Stream<Path> files = Files.list(folder.resolve(".staging"))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> delivered() {
    return DB.database()
        .read(
            session ->
                session.query(
                    "SELECT CONVERT(object_key USING utf8mb4) FROM deliveries",
                    List.of(),
                    row -> String.valueOf(row.string(1))));
  }
}
