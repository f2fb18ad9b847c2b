package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Usage files that are larger than the whole heap: what is not streamed would end the process. */
class LargeUsageFileTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int SIZE = 200 << 20;
  private static final Map<String, String> SMALL_HEAP = Map.of("FOREBAY_JAVA_OPTS", "-Xmx160m");

  private static RunningForebay billing;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    billing = RunningForebay.app("billing", RunningForebay.freshDataFolder(), SMALL_HEAP);
  }

  @AfterEach
  void process_afterwards_stillServes() {
    assertThat(billing.process().isAlive()).isTrue();
    assertThat(billing.rows("customers?id=eq.1")).hasSize(1);
  }

  @AfterAll
  static void stop() {
    billing.close();
  }

  @Test
  void records_of200Megabytes_areBilledExactly() throws IOException {
    String line = "{\"customer_id\": 1, \"usage_amount\": 0.07}\n";
    int lines = SIZE / line.length();
    billing.upload("usage-data-bucket", "large.jsonl", file("large.jsonl", "", line, lines));

    Eventually.until("the file is billed", LIMIT, () -> invoicesOf("large.jsonl").size() == 1);

    // 0.07 units at 0.10 each, rounded half up once over the sum.
    long tenthsOfCents = lines * 7L;
    long cents = (tenthsOfCents + 5) / 10;
    assertThat(invoicesOf("large.jsonl").get(0).get("amount"))
        .hasToString("%d.%02d".formatted(cents / 100, cents % 100));
  }

  @Test
  void text_of200Megabytes_isADeadLetterWithTheReason() throws IOException {
    assertRefused("text.json", "{\"customer_id\": 1, \"usage_amount\": 1, \"note\": \"", "x");
  }

  @Test
  void line_of200Megabytes_isADeadLetterWithTheReason() throws IOException {
    assertRefused("line.jsonl", "", "x");
    assertRefused("line.csv", "customer_id,usage_amount\n1,", "9");
  }

  @Test
  void badRecords_of200Megabytes_areADeadLetterWithAShortReport() throws IOException {
    String letter = assertRefused("bad.csv", "customer_id,usage_amount\n", "99,-1\n");

    assertThat(letter).contains("line 2: usage_amount is negative").hasSizeLessThan(100_000);
  }

  private String assertRefused(String key, String begin, String repeated) throws IOException {
    billing.upload("usage-data-bucket", key, file(key, begin, repeated, SIZE / repeated.length()));

    JsonNode letter = Billing.deadLetter(billing, key);
    assertThat(letter.get("error").get("errorMessage").asString())
        .startsWith("usage-data-bucket/" + key + " is not billed, problems: ");
    assertThat(letter.get("attempts").asInt()).isEqualTo(1);
    assertThat(invoicesOf(key)).isEmpty();
    return letter.toString();
  }

  private static JsonNode invoicesOf(String key) {
    return billing.rows("invoices?source_key=eq." + key);
  }

  private Path file(String name, String begin, String repeated, int times) throws IOException {
    Path file = folder.resolve(name);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(begin);
      for (int i = 0; i < times; i++) {
        out.write(repeated);
      }
    }
    return file;
  }
}
