package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tools.jackson.databind.JsonNode;

/** The billing application's story over HTTP and S3, as its README tells it. */
class BillingAppTest {
  private static final Path SAMPLES = RunningForebay.HOME.resolve("apps/billing/sample");
  private static final String USAGE = "usage-data-bucket";

  private static RunningForebay billing;

  @BeforeAll
  static void start() {
    billing = RunningForebay.app("billing");
  }

  @AfterAll
  static void stop() {
    billing.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "usage.json|1 owes 10.00",
        "usage.jsonl|1 owes 1.63,2 owes 104.00,3 owes 0.73",
        "usage.csv|4 owes 90.05,5 owes 120.01"
      })
  void usageFile_ofEachFormat_becomesInvoicesRoundedHalfUp(String file, String owed) {
    billing.upload(USAGE, "samples/" + file, SAMPLES.resolve(file));

    Eventually.passes(
        () ->
            assertThat(invoicesOf("samples/" + file))
                .extracting(BillingAppTest::owed)
                .containsExactlyInAnyOrder(owed.split(",")));
    assertThat(invoicesOf("samples/" + file))
        .allSatisfy(row -> assertThat(row.get("status").asString()).isEqualTo("pending"));
  }

  @Test
  void invoice_readTwice_isFromTheDatabaseThenFromTheCache() {
    String invoice =
        "{\"id\":2,\"customer_id\":3,\"amount\":12.00,\"status\":\"paid\","
            + "\"due_date\":\"2024-02-14\",\"created_at\":\"2024-01-15T10:30:00\","
            + "\"source_bucket\":null,\"source_key\":null}}";

    assertThat(Answers.of(billing.get("/invoice/2")))
        .isEqualTo("200 {\"source\":\"database\",\"invoice\":" + invoice);
    Eventually.passes(
        () ->
            assertThat(Answers.of(billing.get("/invoice/2")))
                .isEqualTo("200 {\"source\":\"cache\",\"invoice\":" + invoice));
  }

  @Test
  void invoice_ofAUsageFile_isReadAsItWasBilled() {
    JsonNode row = billed("read.json", 1, "100");

    assertThat(Answers.of(billing.get("/invoice/" + row.get("id"))))
        .matches("200 \\{\"source\":\"(cache|database)\",\"invoice\":.*")
        .endsWith("\"invoice\":" + shown(row, "pending") + "}");
    assertThat(row.get("amount")).hasToString("10.00");
    assertThat(row.get("due_date").asString()).isEqualTo(uploadDay("read.json").plusDays(30) + "");
  }

  @Test
  void invoice_paid_isPaidOnceAndEveryReadShowsIt() {
    JsonNode row = billed("pay.json", 2, "12.34");
    String path = "/invoice/" + row.get("id");
    billing.get(path);

    assertThat(Answers.of(billing.post(path + "/pay", "")))
        .isEqualTo("200 {\"message\":\"Invoice paid\",\"invoice\":" + shown(row, "paid") + "}");
    assertThat(Answers.of(billing.post(path + "/pay", "")))
        .isEqualTo(Answers.error(409, "Already paid"));
    assertThat(billing.get(path).body()).endsWith("\"invoice\":" + shown(row, "paid") + "}");
  }

  @Test
  void invoice_made_isAPdfInItsBucket() throws Exception {
    JsonNode row = billed("print.json", 3, "1.25");

    assertThat(pdfText(row).lines())
        .containsExactly(
            "Invoice " + row.get("id"),
            "To: Cedar Cycles",
            "    billing@cedar.example",
            "Date: " + uploadDay("print.json"),
            "Due: " + uploadDay("print.json").plusDays(30),
            "Usage as in: usage-data-bucket/print.json",
            "Amount due: 0.13");
  }

  @Test
  void overdue_ofUnpaidInvoicesPastTheirDate_isAddedUpForEachCustomer() {
    String birch =
        "{\"customer_id\":2,\"customer_name\":\"Birch & Sons\",\"invoices\":1,\"total_due\":45.50}";
    assertThat(overdue()).isEqualTo("200 {\"overdue\":[" + birch + "]}");
    long first = insert(5, "0.10", "2024-03-01");
    insert(5, "99999999.99", "2024-03-02");
    insert(5, "7.00", "2999-01-01");
    String both =
        "{\"customer_id\":5,\"customer_name\":\"Elm Street Gym\",\"invoices\":2,"
            + "\"total_due\":100000000.09}";
    assertThat(overdue()).isEqualTo("200 {\"overdue\":[" + birch + "," + both + "]}");

    assertThat(Answers.of(invoke("mark-overdue", scheduled()))).isEqualTo("200 \"overdue: 3\"");
    assertThat(billing.get("/invoice/" + first).body()).contains("\"status\":\"overdue\"");
    assertThat(billing.post("/invoice/" + first + "/pay", "").statusCode()).isEqualTo(200);

    String left =
        both.replace("\"invoices\":2", "\"invoices\":1").replace("100000000.09", "99999999.99");
    assertThat(overdue()).isEqualTo("200 {\"overdue\":[" + birch + "," + left + "]}");
  }

  @Test
  void event_deliveredAgainByManyAtOnce_billsNothingMore() throws Exception {
    JsonNode row = billed("again.json", 4, "50");
    String event = objectCreated(row);

    List<String> answers = AtOnce.run(16, client -> Answers.of(invoke("generate-invoice", event)));

    assertThat(answers).containsOnly("200 \"invoices: 1\"");
    assertThat(invoicesOf("again.json")).containsExactly(row);
  }

  @Test
  void object_uploadedAgainWithTheSameBytes_billsNothingMore() {
    JsonNode row = billed("twice.json", 4, "60");
    String pdf = row.get("id") + ".pdf";
    billing.s3Client().deleteObject(delete -> delete.bucket("invoices").key(pdf));

    upload("twice.json", 4, "60");

    // The second event prints what is missing: that tells that it has been handled.
    Eventually.until("printed again", () -> isThere("invoices", pdf));
    assertThat(invoicesOf("twice.json")).containsExactly(row);
  }

  @Test
  void metrics_ofAllParts_areThoseOfTheDocumentation() throws IOException {
    billed("metrics.json", 1, "1");

    assertThat(MeterFamily.scraped(billing.get("/metrics").body()))
        .containsExactlyInAnyOrderElementsOf(
            MeterFamily.documented(RunningForebay.HOME.resolve("docs/operations.md")));
  }

  @Test
  void usageFile_broken_billsNothingAndIsReportedLineByLine() {
    billing.upload(USAGE, "broken/usage.csv", SAMPLES.resolve("broken/usage.csv"));

    JsonNode letter = Billing.deadLetter(billing, "broken/usage.csv");

    assertThat(letter.get("attempts").asInt()).isEqualTo(1);
    assertThat(letter.get("error").get("errorMessage").asString())
        .isEqualTo(
            """
            usage-data-bucket/broken/usage.csv is not billed, problems: 3
            line 3: usage_amount is negative
            line 5: usage_amount is not a number
            line 4: customer 99 does not exist\
            """);
    assertThat(invoicesOf("broken/usage.csv")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"GET,/invoice/987654", "POST,/invoice/987654/pay"})
  void route_ofAnInvoiceThatIsNotThere_is404(String method, String path) {
    assertThat(Answers.of(billing.send(method, path, null))).isEqualTo(Answers.NOT_FOUND);
  }

  /** The invoice of a file with one record, once it is made and printed. */
  private static JsonNode billed(String key, int customer, String units) {
    upload(key, customer, units);
    Eventually.until("an invoice for " + key, () -> invoicesOf(key).size() == 1);
    JsonNode row = invoicesOf(key).getFirst();
    Eventually.until("a PDF of " + key, () -> isThere("invoices", row.get("id") + ".pdf"));
    return row;
  }

  private static void upload(String key, int customer, String units) {
    billing.upload(
        USAGE, key, "{\"customer_id\": %d, \"usage_amount\": %s}".formatted(customer, units));
  }

  /** Read by a column that is no lookup, which leaves the cache alone. */
  private static List<JsonNode> invoicesOf(String key) {
    JsonNode rows = billing.rows("invoices?order=id&source_key=eq." + key);
    return StreamSupport.stream(rows.spliterator(), false).toList();
  }

  private static String owed(JsonNode invoice) {
    return invoice.get("customer_id") + " owes " + invoice.get("amount");
  }

  /** An invoice as the application's routes show it. */
  private static String shown(JsonNode row, String status) {
    return """
    {"id":%s,"customer_id":%s,"amount":%s,"status":"%s","due_date":%s,"created_at":%s,\
    "source_bucket":"usage-data-bucket","source_key":%s}\
    """
        .formatted(
            row.get("id"),
            row.get("customer_id"),
            row.get("amount"),
            status,
            row.get("due_date"),
            row.get("created_at"),
            row.get("source_key"));
  }

  private static LocalDate uploadDay(String key) {
    return billing
        .s3Client()
        .headObject(head -> head.bucket(USAGE).key(key))
        .lastModified()
        .atZone(ZoneOffset.UTC)
        .toLocalDate();
  }

  private static String pdfText(JsonNode row) throws Exception {
    byte[] pdf =
        billing
            .s3Client()
            .getObjectAsBytes(get -> get.bucket("invoices").key(row.get("id") + ".pdf"))
            .asByteArray();
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static boolean isThere(String bucket, String key) {
    try {
      billing.s3Client().headObject(head -> head.bucket(bucket).key(key));
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  private static String overdue() {
    return Answers.of(billing.get("/invoices/overdue"));
  }

  private static long insert(int customer, String amount, String due) {
    String invoice =
        "{\"customer_id\":%d,\"amount\":\"%s\",\"due_date\":\"%s\"}"
            .formatted(customer, amount, due);
    HttpResponse<String> created = billing.rest("POST", "invoices", invoice);
    return RunningForebay.JSON.readTree(created.body()).get(0).get("id").asLong();
  }

  private static HttpResponse<String> invoke(String function, String event) {
    String path = "/functions/v1/" + function + "/invocations";
    return billing.send("POST", path, event, "apikey", billing.secretKey());
  }

  /** The event that a file's upload had. */
  private static String objectCreated(JsonNode row) {
    return """
    {"Records": [{"eventVersion": "2.1", "eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
      "eventTime": "%sT00:00:00.000Z", "awsRegion": "us-east-1",
      "s3": {"bucket": {"name": "usage-data-bucket"}, "object": {"key": %s, "size": 40, "eTag": %s}}}]}
    """
        .formatted(
            uploadDay(row.get("source_key").asString()),
            row.get("source_key"),
            row.get("source_etag"));
  }

  private static String scheduled() {
    return """
    {"version": "0", "id": "1", "detail-type": "Scheduled Event", "source": "aws.events",
     "account": "0", "time": "2024-06-01T02:00:00Z", "region": "us-east-1", "resources": [], "detail": {}}
    """;
  }
}
