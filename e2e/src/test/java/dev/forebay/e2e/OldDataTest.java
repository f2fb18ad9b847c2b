package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * This build on the data folder of an older one that was killed with files still waiting, made by
 * {@code tools/old-data}.
 */
class OldDataTest {
  private static final int FILES = 40;

  /** What the killed process was at belongs to it until its heartbeats have been missed. */
  private static final Duration SETTLE_LIMIT = Duration.ofMinutes(3);

  @Test
  void dataFolder_ofTheBuildBeforeOwnTablesHadVersions_opensAndGoesOn() throws Exception {
    try (RunningForebay forebay =
        RunningForebay.app("billing", unpacked("4af6ab6.tgz"), Map.of())) {
      assertThat(forebay.secretKey()).isEqualTo("fb_secret_of-a-data-folder-in-a-test-0000");
      Eventually.passes(
          SETTLE_LIMIT,
          () -> assertThat(billedFiles(forebay)).containsExactlyInAnyOrderElementsOf(files()));
      assertThat(forebay.rows("invoices?id=eq.1").get(0).get("amount").decimalValue())
          .isEqualByComparingTo("45.50");
      assertThat(Billing.deadLetter(forebay, "broken.csv").get("attempts").asInt()).isEqualTo(1);
      assertThat(insertedAgain(forebay)).isEqualTo(3);
      assertThat(object(forebay, "usage-40.csv")).contains("4,1040,A-40");

      forebay.upload("usage-data-bucket", "new.csv", "customer_id,usage_amount,meter\n4,7,A-1\n");
      Eventually.passes(() -> assertThat(billedFiles(forebay)).contains("new.csv"));
    }
  }

  private static List<String> files() {
    return IntStream.rangeClosed(1, FILES).mapToObj("usage-%d.csv"::formatted).toList();
  }

  /** One for each invoice, so that one billed twice would be there twice. */
  private static List<String> billedFiles(RunningForebay forebay) {
    return Billing.invoices(forebay).stream()
        .map(invoice -> invoice.get("source_key"))
        .filter(key -> !key.isNull())
        .map(JsonNode::asString)
        .toList();
  }

  /** The id that a row is told to have whose insert the older build has answered. */
  private static int insertedAgain(RunningForebay forebay) {
    var answer =
        forebay.send(
            "POST",
            "/rest/v1/invoices",
            "{\"customer_id\": 1, \"amount\": 1.5, \"status\": \"pending\","
                + " \"due_date\": \"2026-01-01\"}",
            "apikey",
            forebay.secretKey(),
            "Idempotency-Key",
            "of-an-older-build",
            "Prefer",
            "return=representation",
            "Accept", // As curl does.
            "*/*");
    assertThat(answer.statusCode()).isEqualTo(201);
    return RunningForebay.JSON.readTree(answer.body()).get(0).get("id").asInt();
  }

  private static String object(RunningForebay forebay, String key) {
    return forebay
        .s3Client()
        .getObjectAsBytes(get -> get.bucket("usage-data-bucket").key(key))
        .asUtf8String();
  }

  private static Path unpacked(String archive) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(RunningForebay.freshDataFolder());
    Path file = folder.resolveSibling(folder.getFileName() + ".tgz");
    try (var content =
        Objects.requireNonNull(OldDataTest.class.getResourceAsStream("/old-data/" + archive))) {
      Files.copy(content, file);
    }
    assertThat(
            new ProcessBuilder("tar", "--xattrs", "-xzf", "" + file, "-C", "" + folder)
                .inheritIO()
                .start()
                .waitFor())
        .isZero();
    return folder;
  }
}
