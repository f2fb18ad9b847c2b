package dev.forebay.e2e;

import dev.forebay.testing.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** What several tests do with the billing application. */
final class Billing {
  /** The invoices that the application's migrations bring. */
  static final int SAMPLES = 2;

  private static final int PAGE = 500;

  private Billing() {}

  /** Makes customers with the ids 1 to n exist. */
  static void addCustomers(RunningForebay forebay, int number) {
    StringJoiner customers = new StringJoiner(",", "[", "]");
    for (int id = forebay.rows("customers?select=id").size() + 1; id <= number; id++) {
      customers.add(
          "{\"id\":%d,\"name\":\"N%d\",\"email\":\"n%d@example.com\"}".formatted(id, id, id));
    }
    if (customers.length() > 2) {
      forebay.rest("POST", "customers", customers.toString());
    }
  }

  static List<JsonNode> invoices(RunningForebay forebay) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page;
    do {
      page = forebay.rows("invoices?order=id&limit=" + PAGE + "&offset=" + all.size());
      page.forEach(all::add);
    } while (page.size() == PAGE);
    return all;
  }

  static JsonNode deadLetters(RunningForebay forebay) {
    var response =
        forebay.send("GET", "/functions/v1/dead-letters", null, "apikey", forebay.secretKey());
    return RunningForebay.JSON.readTree(response.body());
  }

  /** The dead letter of an object's event, whole, once there is one. */
  static JsonNode deadLetter(RunningForebay forebay, String key) {
    return Eventually.present("a dead letter for " + key, () -> findDeadLetter(forebay, key));
  }

  private static Optional<JsonNode> findDeadLetter(RunningForebay forebay, String key) {
    for (JsonNode letter : deadLetters(forebay)) {
      String path = "/functions/v1/dead-letters/" + letter.get("id").asString();
      String whole = forebay.send("GET", path, null, "apikey", forebay.secretKey()).body();
      if (whole.contains(key)) {
        return Optional.of(RunningForebay.JSON.readTree(whole));
      }
    }
    return Optional.empty();
  }
}
