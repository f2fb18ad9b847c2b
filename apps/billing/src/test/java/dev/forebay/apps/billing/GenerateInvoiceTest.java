package dev.forebay.apps.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import dev.forebay.client.ForebayClientException;
import dev.forebay.client.PermanentException;
import dev.forebay.testing.ScriptedServer.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GenerateInvoiceTest {
  private static final String TWO = "customer_id,usage_amount\n2,100\n1,0.05\n2,23.45\n";

  private final FakeForebay forebay = new FakeForebay();

  @AfterEach
  void close() {
    forebay.close();
  }

  @Test
  void event_ofAFile_billsEachCustomerOnceAndPrintsThePdfs() {
    upload("a file.csv", TWO);

    assertThat(generate("a+file.csv", TWO)).isEqualTo("invoices: 2");

    assertThat(forebay.invoices)
        .extracting(row -> row.get("customer_id").asString() + " " + row.get("amount").asString())
        .containsExactly("2 12.35", "1 0.01");
    assertThat(forebay.invoices.getFirst().get("due_date").asString()).isEqualTo("2024-03-01");
    assertThat(forebay.invoices.getFirst().get("source_key").asString()).isEqualTo("a file.csv");
    assertThat(forebay.objects).containsKeys("/invoices/1.pdf", "/invoices/2.pdf");
    assertThat(forebay.objects.get("/invoices/1.pdf")).startsWith("%PDF-");
  }

  @Test
  void event_deliveredAgain_billsNothingMoreAndPrintsOnlyWhatIsMissing() {
    upload("a.csv", TWO);
    generate("a.csv", TWO);
    forebay.objects.remove("/invoices/2.pdf");

    assertThat(generate("a.csv", TWO)).isEqualTo("invoices: 2");

    assertThat(forebay.invoices).hasSize(2);
    assertThat(forebay.objects).containsKey("/invoices/2.pdf");
    assertThat(puts("/invoices/1.pdf")).isEqualTo(1);
  }

  @Test
  void files_ofOneNameWithOtherContent_areBilledEach() {
    upload("a.csv", TWO);
    generate("a.csv", TWO);
    upload("a.csv", TWO + "3,1\n");
    generate("a.csv", TWO + "3,1\n");

    assertThat(forebay.invoices).hasSize(5);
  }

  @Test
  void event_ofABadFile_billsNothingAndReportsEveryBadLine() {
    String bad = "customer_id,usage_amount\n1,100\n2,-5\n99,10\n99,1\n3,a lot\n3,999999999999\n";
    upload("bad.csv", bad);

    assertThatThrownBy(() -> generate("bad.csv", bad))
        .isInstanceOf(PermanentException.class)
        .hasMessage(
            """
            usage/bad.csv is not billed, problems: 4
            line 3: usage_amount is negative
            line 6: usage_amount is not a number
            line 4, line 5: customer 99 does not exist
            line 7: the amount of customer 3 is over 99999999.99\
            """);
    assertThat(forebay.invoices).isEmpty();
  }

  @Test
  void event_ofAFileThatIsGoneOrReplaced_isPermanent() {
    assertThatThrownBy(() -> generate("gone.csv", TWO))
        .isInstanceOf(PermanentException.class)
        .hasMessage("usage/gone.csv was deleted before it was billed");

    upload("new.csv", TWO + "3,1\n");
    assertThatThrownBy(() -> generate("new.csv", TWO))
        .isInstanceOf(PermanentException.class)
        .hasMessageStartingWith("usage/new.csv was replaced before it was billed");
  }

  @Test
  void event_ofAFileThatIsTooLarge_isPermanentAndNotRead() {
    assertThatThrownBy(() -> handle("big.csv", "e", 5_000_000_000L))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("file: larger than 268435456 bytes; split it");
    assertThat(forebay.asked()).isEmpty();
  }

  @Test
  void event_whileTheDatabaseIsDown_isTriedAgain() {
    upload("a.csv", TWO);
    forebay.failures.put(
        "POST /rest/v1/invoices", Answer.of(503, "{\"code\":\"FB401\",\"message\":\"away\"}"));

    assertThatThrownBy(() -> generate("a.csv", TWO))
        .isInstanceOf(ForebayClientException.class)
        .hasMessage("away");
    assertThat(generate("a.csv", TWO)).isEqualTo("invoices: 2");
  }

  @Test
  void event_whoseCommitWasUnknown_isBilledOnce() {
    upload("a.csv", TWO);
    generate("a.csv", TWO);
    forebay.objects.keySet().removeIf(key -> key.startsWith("/invoices/"));

    assertThat(generate("a.csv", TWO)).isEqualTo("invoices: 2");
    assertThat(forebay.invoices).hasSize(2);
    assertThat(forebay.objects).containsKeys("/invoices/1.pdf", "/invoices/2.pdf");
  }

  @Test
  void event_ofAFileWhoseInvoicesWereTamperedWith_isPermanent() {
    upload("a.csv", TWO);
    generate("a.csv", TWO);
    forebay.invoices.removeFirst();

    assertThatThrownBy(() -> generate("a.csv", TWO))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("was billed before, but its invoices are not those of this file");
  }

  private void upload(String key, String content) {
    forebay.objects.put("/usage/" + key, content);
  }

  private long puts(String path) {
    return forebay.asked().stream().filter(a -> a.line().equals("PUT " + path)).count();
  }

  private String generate(String encodedKey, String content) {
    return handle(encodedKey, FakeForebay.etag(content), content.length());
  }

  private String handle(String encodedKey, String etag, long size) {
    var object = new S3ObjectEntity(encodedKey, size, etag, null, "1");
    var s3 = new S3Entity("c", new S3BucketEntity("usage", null, "arn"), object, "1.0");
    var record =
        new S3EventNotificationRecord(
            "us-east-1",
            "ObjectCreated:Put",
            "aws:s3",
            "2024-01-31T23:59:00.000Z",
            "2.1",
            null,
            null,
            s3,
            null);
    return new GenerateInvoice().handleRequest(new S3Event(List.of(record)), forebay.context());
  }
}
