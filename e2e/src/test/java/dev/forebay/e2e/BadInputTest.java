package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import tools.jackson.databind.JsonNode;

/** Bad input gets a clear error, nothing is half-written, and the process goes on serving. */
class BadInputTest {
  private static final String INJECTION = "1'; DROP TABLE customers; -- ";
  private static RunningForebay billing;

  @BeforeAll
  static void start() {
    billing = RunningForebay.app("billing");
    Billing.addCustomers(billing, 3);
  }

  @AfterAll
  static void stop() {
    billing.close();
  }

  @AfterEach
  void process_afterwards_stillServes() {
    assertThat(billing.get("/health").statusCode()).isEqualTo(200);
    assertThat(billing.rows("customers?id=eq.1")).hasSize(1);
  }

  @SuppressWarnings("ArrayRecordComponent")
  record BadFile(String name, byte[] content, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<BadFile> badFiles() {
    return List.of(
        bad("empty.json", "", "empty"),
        new BadFile("latin1.json", new byte[] {'[', (byte) 0xe9, ']'}, "UTF-8"),
        bad("not-json.json", "hello", "JSON"),
        bad("unknown.json", "{\"customer_id\": 999, \"usage_amount\": 1}", "customer"),
        bad("negative.json", "{\"customer_id\": 1, \"usage_amount\": -1}", "negative"),
        bad("nan.json", "{\"customer_id\": 1, \"usage_amount\": NaN}", "JSON"),
        bad(
            "digits.json",
            "{\"customer_id\": 1, \"usage_amount\": 123456789012345678901234567890}",
            "usage_amount"),
        bad(
            "duplicate.json",
            "{\"customer_id\": 1, \"usage_amount\": 1, \"usage_amount\": 2}",
            "usage_amount"),
        bad("laughs.json", "[".repeat(100_000) + "]".repeat(100_000), "nest"),
        bad("half.jsonl", "{\"customer_id\": 1, \"usage_amount\": 1}\n{\"customer_id\": 2}\n", "2"),
        bad("headless.csv", "1,100\n2,200\n", "header"),
        bad("unknown.xml", "<a/>", "xml"));
  }

  private static BadFile bad(String name, String content, String reason) {
    return new BadFile(name, content.getBytes(StandardCharsets.UTF_8), reason);
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void usageFile_bad_billsNothingAndIsADeadLetterWithTheReason(BadFile file) {
    int before = Billing.invoices(billing).size();

    billing
        .s3Client()
        .putObject(
            put -> put.bucket("usage-data-bucket").key("bad/" + file.name()),
            RequestBody.fromBytes(file.content()));

    assertThat(Billing.deadLetter(billing, "bad/" + file.name()).toString())
        .containsIgnoringCase(file.reason());
    assertThat(Billing.invoices(billing)).hasSize(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|custmers|404|PGRST205",
        "GET|customers?nme=eq.a|400|PGRST204",
        "GET|customers?select=nme|400|PGRST204",
        "GET|customers?order=nme|400|PGRST204",
        "GET|customers?name=equals.a|400|PGRST100",
        "GET|customers?id=eq.abc|400|FB203",
        "GET|customers?limit=-1|400|PGRST100",
        "DELETE|customers|400|FB204",
        "GET|forebay_jobs|404|PGRST205",
        "GET|flyway_schema_history|404|PGRST205",
      })
  void restRequest_wrong_isAClearError(String method, String path, int status, String code) {
    HttpResponse<String> response = billing.rest(method, path, null);

    assertThat(response.statusCode()).isEqualTo(status);
    JsonNode error = RunningForebay.JSON.readTree(response.body());
    assertThat(error.propertyNames()).contains("code", "message", "details", "hint");
    assertThat(error.get("code").asString()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customers?select=%s",
        "customers?name=eq.%s",
        "customers?id=eq.%s",
        "customers?id=in.(%s)",
        "customers?order=%s",
        "customers?limit=%s",
        "customers?offset=%s",
        "customers?%s=eq.1",
        "%s"
      })
  void restRequest_sqlInAParameter_neverRunsNorShows(String template) {
    String sql = URLEncoder.encode(INJECTION, StandardCharsets.UTF_8).replace("+", "%20");

    HttpResponse<String> response =
        billing.rest("GET", String.format(template.replace("%s", "%1$s"), sql), null);

    assertThat(response.statusCode()).isLessThan(500);
    assertThat(response.body()).doesNotContainIgnoringCase("syntax", "mariadb", "sqlstate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{|400|FB101",
        "\"text\"|400|FB101",
        "[1]|400|FB101",
        "{\"name\":\"a\",\"name\":\"b\"}|400|FB101",
        "{\"nme\":\"a\"}|400|PGRST204",
        "{\"name\":\"a\"}|400|FB404",
        "{\"name\":\"a\",\"email\":\"accounts@acorn.example\"}|409|FB402",
        "{\"id\":\"x\",\"name\":\"a\",\"email\":\"x@example.com\"}|400|FB203",
      })
  void restInsert_wrong_isAClearError(String json, int status, String code) {
    HttpResponse<String> response = billing.rest("POST", "customers", json);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(RunningForebay.JSON.readTree(response.body()).get("code").asString())
        .isEqualTo(code);
    assertThat(response.body()).doesNotContainIgnoringCase("sql");
  }

  @Test
  void body_overTheLimit_isRefused() {
    String json = "{\"name\":\"" + "x".repeat(11 << 20) + "\"}";

    assertThat(billing.rest("POST", "customers", json).statusCode()).isEqualTo(413);
  }

  @Test
  void key_missingOrWrong_isRefused() {
    assertThat(billing.get("/rest/v1/customers").statusCode()).isEqualTo(401);
    assertThat(billing.send("GET", "/rest/v1/customers", null, "apikey", "wrong").statusCode())
        .isEqualTo(401);
    String publishable = billing.run().get("publishableKey").asString();
    assertThat(billing.send("GET", "/rest/v1/customers", null, "apikey", publishable).statusCode())
        .isEqualTo(403);
  }

  @Test
  void connections_aThousandIdle_doNotDisturb() throws IOException {
    URI url = URI.create(billing.url());
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1000; i++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), url.getPort()));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(billing.rows("customers?id=eq.1")).hasSize(1);
      }
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1", "1.5", "1%27%20OR%201", "1234567890123456789"})
  void invoice_badId_is400(String id) {
    HttpResponse<String> response = billing.get("/invoice/" + id);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo("{\"error\":\"id must be a whole number of at most 18 digits\"}");
  }

  @Test
  void invoice_unknown_is404() {
    HttpResponse<String> response = billing.get("/invoice/987654");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"error\":\"Not found\"}");
  }
}
