package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.Scenario;
import dev.forebay.testing.TestClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several writes in one request, on two nodes. */
@EveryServer
class OperationsTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.withLookups(
          Map.of("orders", List.of("customer_id")),
          "CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20), orders INT)",
          """
          CREATE TABLE orders (id INT PRIMARY KEY AUTO_INCREMENT, customer_id INT NOT NULL,
            total DECIMAL(10,2), FOREIGN KEY (customer_id) REFERENCES customers (id))\
          """,
          "CREATE TABLE accounts (id INT PRIMARY KEY, n INT NOT NULL)");

  private static final DataNode OTHER = NODE.another();

  @BeforeEach
  void one() {
    NODE.client.delete("/rest/v1/orders?id=gt.0");
    NODE.client.delete("/rest/v1/customers?id=gt.0");
    NODE.client.post("/rest/v1/customers", "{\"id\":1,\"name\":\"Ann\",\"orders\":0}");
  }

  @Test
  void operations_useWhatThoseBeforeHaveMade() {
    String answer =
        send(
            """
            [{"name":"c","method":"POST","path":"/customers","body":{"id":7,"name":"Bob & Co"}},
             {"name":"o","method":"POST","path":"/rest/v1/orders?select=id,customer_id,total",
              "body":[{"customer_id":{"$ref":"c.id"},"total":1.10}]},
             {"method":"PATCH","path":"customers?id=eq.${o.customer_id}&name=eq.${c.name}&select=orders",
              "body":{"orders":1}},
             {"method":"DELETE","path":"/customers?id=eq.1","prefer":"return=minimal"}]\
            """);
    assertThat(answer)
        .matches(
            """
            200\\[\\{"status":201,"body":\\[\\{"id":7,"name":"Bob & Co","orders":null}]},\
            \\{"status":201,"body":\\[\\{"id":\\d+,"customer_id":7,"total":1.10}]},\
            \\{"status":200,"body":\\[\\{"orders":1}]},\
            \\{"status":204,"body":null}]\
            """);
    assertThat(rows("customers?order=id"))
        .isEqualTo("[{\"id\":7,\"name\":\"Bob & Co\",\"orders\":1}]");
  }

  @ParameterizedTest
  @MethodSource
  void operations_ofWhichOneIsWrong_writeNothing(Scenario scenario) {
    scenario.run(NODE.client);
    assertThat(rows("customers")).isEqualTo("[{\"id\":1,\"name\":\"Ann\",\"orders\":0}]");
    assertThat(rows("orders")).isEqualTo("[]");
  }

  static Stream<Scenario> operations_ofWhichOneIsWrong_writeNothing() {
    String first = "{\"method\":\"POST\",\"path\":\"/customers\",\"body\":{\"id\":7}}";
    return Stream.of(
        transaction(
                "a refused row",
                "[%s,{\"method\":\"POST\",\"path\":\"/orders\",\"body\":{\"customer_id\":9}}]"
                    .formatted(first))
            .expect(
                409,
                ErrorScenariosTest.error(
                    "FB403",
                    "The row refers to one that does not exist",
                    "In operation 1, POST /orders; Foreign key: customer_id",
                    "Create the row that is referred to first, or correct the value")),
        transaction(
                "an unknown table",
                "[%s,{\"method\":\"DELETE\",\"path\":\"/order?id=eq.1\"}]".formatted(first))
            .expect(
                404,
                ErrorScenariosTest.error(
                    "PGRST205",
                    "There is no table or view \"order\"",
                    "In operation 1, DELETE /order?id=eq.1",
                    "Perhaps you meant orders")),
        transaction(
                "a reference to nothing",
                "[%s,{\"method\":\"POST\",\"path\":\"/orders\",\"body\":{\"customer_id\":{\"$ref\":\"x.id\"}}}]"
                    .formatted(first))
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB246",
                    "The reference \"x.id\" leads to nothing",
                    "In operation 1, POST /orders; No operation before this one has that name",
                    "Refer to name.column of an operation before, which shows exactly one row")),
        transaction(
                "a reference to no column",
                "[%s,{\"method\":\"DELETE\",\"path\":\"/orders?id=eq.${0.no}\"}]".formatted(first))
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB246",
                    "The reference \"0.no\" leads to nothing",
                    "In operation 1, DELETE /orders?id=eq.${0.no}; The row has no such column",
                    "Refer to name.column of an operation before, which shows exactly one row")),
        transaction("a read", "[%s,{\"method\":\"GET\",\"path\":\"/orders\"}]".formatted(first))
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB246",
                    "Operation 1 has a method that is none of POST, PUT, PATCH and DELETE",
                    null,
                    "Write {\\\"method\\\": \\\"POST\\\", \\\"path\\\": \\\"/table\\\", \\\"body\\\": {…}}"
                        .replace("\\", ""))),
        transaction("no array", "{}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB101", "The body must be an array of operations", null, null)),
        transaction("another profile", "[%s]".formatted(first))
            .with("Content-Profile", "other")
            .expect(
                406,
                ErrorScenariosTest.error(
                    "PGRST106",
                    "Invalid schema: other",
                    "In operation 0, POST /customers",
                    "Only the following schemas are exposed: " + NODE.db.database().name())),
        Scenario.of("a query", "POST /rest/v1/transaction?select=id")
            .sending("[]")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "PGRST100",
                    "A transaction takes no query parameters",
                    null,
                    "Write them into the path of the operation that they are for")),
        transaction("a rollback", "[%s]".formatted(first))
            .with("Prefer", "tx=rollback, return=minimal")
            .expect(200, "[{\"status\":201,\"body\":null}]"),
        transaction("nothing", "[]").expect(200, "[]"));
  }

  @Test
  void operations_onCachedRows_areReadAtOnceByEveryNode() {
    for (String path : List.of("customers?id=eq.1", "orders?customer_id=eq.1")) {
      Eventually.until(
          path,
          () ->
              OTHER
                  .client
                  .get("/rest/v1/" + path)
                  .headers()
                  .firstValue("Cache-Status")
                  .orElse("")
                  .contains("hit"));
    }
    send(
        """
        [{"method":"POST","path":"/orders","body":{"customer_id":1,"total":1}},
         {"method":"PATCH","path":"/customers?id=eq.1","body":{"orders":1}},
         {"method":"PATCH","path":"/customers?id=eq.1","body":{"orders":2}}]\
        """);
    assertThat(OTHER.client.get("/rest/v1/customers?id=eq.1&select=orders").body())
        .isEqualTo("[{\"orders\":2}]");
    assertThat(OTHER.client.get("/rest/v1/orders?customer_id=eq.1&select=total").body())
        .isEqualTo("[{\"total\":1.00}]");
  }

  @Test
  void operations_thatLockEachOther_areAllCarriedOut() {
    NODE.client.post("/rest/v1/accounts", "[{\"id\":1,\"n\":0},{\"id\":2,\"n\":0}]");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<String>> answers =
          IntStream.range(0, 20)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> move(i), threads))
              .toList();
      assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).startsWith("200"));
    }
  }

  @Test
  void operations_withThePublishableKey_areRefused() {
    TestClient web = TestClient.of(NODE.node.server.port()).withKey(DataNode.KEYS.publishableKey());
    String delete = "[{\"method\":\"DELETE\",\"path\":\"/customers?id=eq.1\"}]";
    assertThat(web.post("/rest/v1/transaction", delete).statusCode()).isEqualTo(403);
  }

  private static String move(int i) {
    List<Integer> ids = i % 2 == 0 ? List.of(1, 2) : List.of(2, 1);
    return send(
        ids.stream()
            .map(
                id ->
                    "{\"method\":\"PATCH\",\"path\":\"/accounts?id=eq.%d\",\"body\":{\"n\":%d}}"
                        .formatted(id, i))
            .collect(Collectors.joining(",", "[", "]")));
  }

  private static String send(String operations) {
    var answer = NODE.client.post("/rest/v1/transaction", operations);
    return answer.statusCode() + answer.body();
  }

  private static String rows(String path) {
    return NODE.client.get("/rest/v1/" + path).body();
  }

  private static Scenario transaction(String name, String body) {
    return Scenario.of(name, "POST /rest/v1/transaction").sending(body);
  }
}
