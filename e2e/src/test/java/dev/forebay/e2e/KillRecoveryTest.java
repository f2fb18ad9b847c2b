package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.databind.JsonNode;

/** What was acknowledged survives {@code kill -9}, and nothing is billed twice. */
class KillRecoveryTest {
  private static final int FILES = 300;
  private static final int UPLOADERS = 4;
  private static final int KILLS = 5;
  private static final Duration SETTLE_LIMIT = Duration.ofMinutes(3);

  /** Held for writing while the process is down, so that uploaders do not spin on a closed port. */
  private final ReentrantReadWriteLock running = new ReentrantReadWriteLock();

  @Test
  void usageFiles_processKilledAtRandomMoments_eachFileHasExactlyItsInvoices() throws Exception {
    try (RunningForebay forebay = RunningForebay.app("billing")) {
      Billing.addCustomers(forebay, 10);
      var files = new ConcurrentLinkedQueue<Integer>();
      for (int file = 0; file < FILES; file++) {
        files.add(file);
      }
      try (var uploaders = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> uploads = new ArrayList<>();
        for (int i = 0; i < UPLOADERS; i++) {
          uploads.add(uploaders.submit(() -> uploadAll(forebay, files)));
        }
        killAgainAndAgain(forebay);
        for (Future<?> upload : uploads) {
          upload.get();
        }
      }
      Eventually.passes(
          SETTLE_LIMIT, () -> assertThat(invoicesByFile(forebay)).isEqualTo(expectedInvoices()));
      assertThat(Billing.deadLetters(forebay)).isEmpty();
    }
  }

  private void uploadAll(RunningForebay forebay, ConcurrentLinkedQueue<Integer> files) {
    for (Integer file = files.poll(); file != null; file = files.poll()) {
      while (!upload(forebay, file)) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  private boolean upload(RunningForebay forebay, int file) {
    running.readLock().lock();
    try {
      forebay.upload("usage-data-bucket", key(file), content(file));
      return true;
    } catch (SdkException e) {
      return false; // not acknowledged: the client's to try again
    } finally {
      running.readLock().unlock();
    }
  }

  private void killAgainAndAgain(RunningForebay forebay) throws InterruptedException {
    Random random = new Random(20261120);
    for (int kill = 0; kill < KILLS; kill++) {
      LockSupport.parkNanos(Duration.ofMillis(300 + random.nextInt(1500)).toNanos());
      forebay.kill();
      running.writeLock().lock();
      try {
        forebay.startAgain();
      } finally {
        running.writeLock().unlock();
      }
    }
  }

  private static String key(int file) {
    return "usage-%03d.json".formatted(file);
  }

  /** Two customers of the ten in each file. */
  private static String content(int file) {
    return """
    [{"customer_id": %d, "usage_amount": %d}, {"customer_id": %d, "usage_amount": 7}]\
    """
        .formatted(file % 10 + 1, file + 10, (file + 1) % 10 + 1);
  }

  private static Map<String, List<String>> expectedInvoices() {
    Map<String, List<String>> expected = new HashMap<>();
    for (int file = 0; file < FILES; file++) {
      String first = (file % 10 + 1) + ":" + "%d.%d0".formatted((file + 10) / 10, (file + 10) % 10);
      String second = ((file + 1) % 10 + 1) + ":0.70";
      expected.put(key(file), List.of(first, second).stream().sorted().toList());
    }
    return expected;
  }

  private static Map<String, List<String>> invoicesByFile(RunningForebay forebay) {
    Map<String, List<String>> invoices = new HashMap<>();
    try {
      for (JsonNode row : Billing.invoices(forebay).stream().skip(Billing.SAMPLES).toList()) {
        String invoice = row.get("customer_id").asInt() + ":" + row.get("amount").decimalValue();
        invoices.merge(
            row.get("source_key").asString(),
            List.of(invoice),
            (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).sorted().toList());
      }
    } catch (UncheckedIOException e) {
      throw new AssertionError("not serving", e);
    }
    return invoices;
  }
}
