package dev.forebay.server.demo;

import dev.forebay.client.ForebayClient;
import dev.forebay.server.run.RunFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The billing application's story against a running instance: usage files are uploaded, invoices
 * come of them, one is read twice and paid, the overdue ones are added up.
 */
public final class Story {
  private static final String BUCKET = "usage-data-bucket";
  private static final Duration INVOICE_LIMIT = Duration.ofSeconds(60);
  private static final Duration CACHE_LIMIT = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  /** An invoice that the application's migrations bring, past its due date. */
  private static final int INVOICE = 1;

  private final Path samples;
  private final ForebayClient client;
  private final BillingApi api;
  private final Narrator narrator;

  /** A story told with the sample files of this folder. */
  public Story(Path samples, RunFile run, PrintWriter out) {
    this.samples = samples;
    this.client = ForebayClient.from(run.handlerEnvironment());
    this.api = new BillingApi(run);
    this.narrator = new Narrator(out);
  }

  /**
   * Plays all of it.
   *
   * @throws WrongTurnException where a step does not give what it should
   */
  public void play() throws Exception {
    List<Path> files = files();
    for (Path file : files) {
      narrator.tell("upload " + file.getFileName(), () -> upload(file));
    }
    narrator.tell("wait for the invoices", () -> awaitInvoices(files));
    String path = "/invoice/" + INVOICE;
    narrator.tell("GET " + path, () -> readFirst(path));
    narrator.tell("GET " + path, () -> readAgain(path));
    narrator.tell("GET /invoices/overdue", () -> overdue(1));
    narrator.tell("POST " + path + "/pay", () -> pay(path));
    narrator.tell("POST " + path + "/pay again", () -> payAgain(path));
    narrator.tell("GET " + path, () -> readPaid(path));
    narrator.tell("GET /invoices/overdue", () -> overdue(0));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(samples)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private String upload(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    client.object(BUCKET, file.getFileName().toString()).put(content, "application/octet-stream");
    return content.length + " bytes on disk, event recorded";
  }

  private String awaitInvoices(List<Path> files) {
    Set<String> expected = new HashSet<>();
    files.forEach(file -> expected.add(file.getFileName().toString()));
    long deadline = System.nanoTime() + INVOICE_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      var invoices = client.table("invoices").select("id,source_key").gt("id", 0).get().rows();
      Set<String> billed = new HashSet<>();
      invoices.forEach(invoice -> billed.add(invoice.path("source_key").asString("")));
      if (billed.containsAll(expected)) {
        return invoices.size() + " invoices, each file in one transaction";
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    throw new WrongTurnException("no invoices after " + INVOICE_LIMIT.toSeconds() + " s");
  }

  private String readFirst(String path) throws Exception {
    JsonNode answer = api.get(path).expect(200);
    require(answer.path("source").asString(), "database");
    return described(answer);
  }

  /** The entry is filled behind the first answer, so on a busy machine a moment later. */
  private String readAgain(String path) throws Exception {
    long deadline = System.nanoTime() + CACHE_LIMIT.toNanos();
    JsonNode answer = api.get(path).expect(200);
    while (!answer.path("source").asString().equals("cache") && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      answer = api.get(path).expect(200);
    }
    require(answer.path("source").asString(), "cache");
    return described(answer);
  }

  private static String described(JsonNode answer) {
    String source = answer.path("source").asString();
    return "from the %s: %s".formatted(source, describe(answer.path("invoice")));
  }

  private String pay(String path) throws Exception {
    JsonNode answer = api.post(path + "/pay").expect(200);
    return "paid: " + answer;
  }

  private String payAgain(String path) throws Exception {
    return "refused with 409: " + api.post(path + "/pay").expect(409);
  }

  private String readPaid(String path) throws Exception {
    JsonNode answer = api.get(path).expect(200);
    require(answer.path("invoice").path("status").asString(), "paid");
    return described(answer);
  }

  private String overdue(int customers) throws Exception {
    JsonNode totals = api.get("/invoices/overdue").expect(200);
    JsonNode rows = totals.isArray() ? totals : totals.iterator().next();
    require(Integer.toString(rows.size()), Integer.toString(customers));
    return "overdue totals: " + totals;
  }

  private static String describe(JsonNode invoice) {
    return "customer %s, %s, %s"
        .formatted(
            invoice.path("customer_id").asString(),
            invoice.path("amount").asString(),
            invoice.path("status").asString());
  }

  private static void require(String actual, String expected) {
    if (!actual.equals(expected)) {
      throw new WrongTurnException("expected " + expected + ", got " + actual);
    }
  }
}
