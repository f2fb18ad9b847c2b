package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.testing.Eventually;
import dev.forebay.testing.Tmpfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.JsonNode;

/** The disk of the buckets is full: what does not fit is refused, and nothing else suffers. */
class FullDiskTest {
  private static final String USAGE = "usage-data-bucket";

  private static final int PAGE = 4096;

  private Path buckets;
  private Tmpfs disk;
  private RunningForebay billing;

  @BeforeEach
  void start() throws Exception {
    Path data = RunningForebay.freshDataFolder();
    buckets = data.resolve("buckets");
    disk = Tmpfs.mount(buckets, "8m");
    billing = RunningForebay.app("billing", data, Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    billing.close();
    disk.close();
  }

  @Test
  void usageFile_thatDoesNotFit_isRefusedWholeAndTheProcessGoesOn() throws Exception {
    assertThatThrownBy(() -> upload("large.jsonl", " ".repeat(20 << 20)))
        .isInstanceOfSatisfying(S3Exception.class, FullDiskTest::assertFull);

    assertThat(files()).isEmpty();
    assertThat(billing.get("/health").statusCode()).isEqualTo(200);
    upload("small.json", "{\"customer_id\": 1, \"usage_amount\": 100}");
    Eventually.until("it is billed and printed", () -> files().contains("invoices/3.pdf"));
    assertThat(files()).containsExactlyInAnyOrder(USAGE + "/small.json", "invoices/3.pdf");
    assertThat(Billing.invoices(billing)).hasSize(Billing.SAMPLES + 1);
    assertThat(Billing.deadLetters(billing)).isEmpty();
  }

  @Test
  void invoice_thatCannotBePrinted_isPrintedOnceThereIsRoom() throws Exception {
    upload("before.json", "{\"customer_id\": 1, \"usage_amount\": 1}");
    Eventually.until("the first is printed", () -> files().contains("invoices/3.pdf"));
    Path filler = disk.fill();
    makeRoomForTheUsageFileOnly(filler);

    upload("after.json", "{\"customer_id\": 2, \"usage_amount\": 1}");

    JsonNode letter = Billing.deadLetter(billing, "after.json");
    assertThat(letter.get("errorMessage").asString())
        .isEqualTo("S3 answered 507 for invoices/4.pdf: The disk of this store is full.");
    assertThat(letter.get("attempts").asInt()).isEqualTo(3);
    assertThat(Billing.invoices(billing)).hasSize(Billing.SAMPLES + 2);
    Files.delete(filler);
    String replay = "/functions/v1/dead-letters/" + letter.get("id").asString() + "/replay";
    billing.send("POST", replay, "", "apikey", billing.secretKey());
    Eventually.until("it is printed", () -> files().contains("invoices/4.pdf"));
    assertThat(Billing.invoices(billing)).hasSize(Billing.SAMPLES + 2);
  }

  private void makeRoomForTheUsageFileOnly(Path filler) throws Exception {
    try (FileChannel channel = FileChannel.open(filler, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - PAGE);
    }
  }

  private void upload(String key, String content) {
    billing
        .s3Client()
        .putObject(put -> put.bucket(USAGE).key(key), RequestBody.fromString(content));
  }

  private static void assertFull(S3Exception e) {
    assertThat(e.statusCode()).isEqualTo(507);
    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InsufficientStorage");
    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("The disk of this store is full.");
  }

  /** Every file on the disk, those on their way included. */
  private List<String> files() {
    try (Stream<Path> all = Files.walk(buckets)) {
      return all.filter(Files::isRegularFile)
          .map(file -> buckets.relativize(file).toString())
          .filter(file -> !file.equals("filler"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
