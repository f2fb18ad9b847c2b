package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An application that forebay.yaml points at servers that exist: nothing embedded starts. */
class ExistingServersTest {
  @Test
  void billing_onDebiansServers_worksAndStartsNoEngine() {
    try (InstalledServers servers = InstalledServers.start();
        RunningForebay billing =
            RunningForebay.start(
                RunningForebay.HOME.resolve("apps/billing"), servers.environment())) {
      Billing.addCustomers(billing, 3);
      billing.upload("usage-data-bucket", "u.json", "{\"customer_id\": 1, \"usage_amount\": 100}");

      Eventually.passes(
          Duration.ofSeconds(30),
          () -> assertThat(Billing.invoices(billing)).hasSize(Billing.SAMPLES + 1));

      assertThat(billing.run().get("database").get("port").asInt())
          .isEqualTo(servers.databasePort());
      assertThat(billing.process().descendants()).isEmpty();
      assertThat(billing.log()).doesNotContain("a'b\"c d");
      assertThat(billing.log())
          .contains("the binlog cannot be read: the server's log_bin is OFF (set it to ON)");
      assertThat(billing.get("/health").body())
          .contains("\"status\":\"up\"")
          .contains("{\"seen\":\"ttl\",\"reason\":\"the server's log_bin is OFF (set it to ON)\"}");
    }
  }

  @Test
  void customers_redisKilled_readsComeFromTheDatabaseAndWritesAreRefused() throws Exception {
    try (InstalledServers servers = InstalledServers.start();
        RunningForebay customers =
            RunningForebay.start(
                RunningForebay.HOME.resolve("apps/customers"), servers.environment())) {
      String body = "{\"name\":\"A\",\"email\":\"a@example.net\"}";
      int id =
          RunningForebay.JSON
              .readTree(customers.rest("POST", "customers", body).body())
              .get(0)
              .get("id")
              .asInt();
      servers.killCache();

      HttpResponse<String> read = customers.rest("GET", "customers?id=eq." + id, null);
      HttpResponse<String> write =
          customers.rest("PATCH", "customers?id=eq." + id, "{\"name\":\"B\"}");

      assertThat(read.statusCode()).isEqualTo(200);
      assertThat(read.headers().firstValue("Cache-Status").orElse("")).contains("bypass");
      assertThat(write.statusCode()).isEqualTo(503);
      assertThat(write.headers().firstValue("Retry-After")).isPresent();
      assertThat(write.body()).contains("FB501");
      assertThat(customers.rows("customers?id=eq." + id).get(0).get("name").asString())
          .isEqualTo("A");
    }
  }
}
