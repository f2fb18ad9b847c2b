package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many clients at once get right answers. */
class ConcurrencyTest {
  private static RunningForebay billing;

  @BeforeAll
  static void start() {
    billing = RunningForebay.app("billing");
    Billing.addCustomers(billing, 10);
  }

  @AfterAll
  static void stop() {
    billing.close();
  }

  @Test
  void pay_fiftyClientsOneInvoice_oneIsTaken() throws Exception {
    String created =
        billing
            .rest(
                "POST",
                "invoices",
                "{\"customer_id\":1,\"amount\":\"12.50\",\"due_date\":\"2030-01-01\"}")
            .body();
    int id = RunningForebay.JSON.readTree(created).get(0).get("id").asInt();

    List<Integer> statuses =
        AtOnce.run(50, client -> billing.post("/invoice/" + id + "/pay", "").statusCode());

    assertThat(statuses.stream().collect(Collectors.groupingBy(s -> s, Collectors.counting())))
        .containsOnly(
            org.assertj.core.data.MapEntry.entry(200, 1L),
            org.assertj.core.data.MapEntry.entry(409, 49L));
  }

  @Test
  void writesAndReads_thirtyTwoClients_eachReadsItsOwnWrite() throws Exception {
    List<Boolean> right = AtOnce.run(32, ConcurrencyTest::writeAndReadBack);

    assertThat(right).hasSize(32).containsOnly(true);
  }

  private static boolean writeAndReadBack(int client) {
    String email = "client" + client + "@example.org";
    String body = "{\"name\":\"C\",\"email\":\"%s\"}".formatted(email);
    String created = billing.rest("POST", "customers", body).body();
    int id = RunningForebay.JSON.readTree(created).get(0).get("id").asInt();
    boolean right = true;
    for (int round = 0; round < 20; round++) {
      String name = "C" + client + "-" + round;
      billing.rest("PATCH", "customers?id=eq." + id, "{\"name\":\"%s\"}".formatted(name));
      right &= billing.rows("customers?id=eq." + id).get(0).get("name").asString().equals(name);
    }
    return right;
  }
}
