package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
class CountTest {
  private static final String NUMBERS =
      "WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < %d)";

  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          "CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20), KEY (name))",
          "INSERT INTO customers VALUES (1, 'a'), (2, 'b'), (3, 'b')",
          """
          CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT NULL, status INT,
            FOREIGN KEY (customer_id) REFERENCES customers (id))\
          """,
          "INSERT INTO orders "
              + NUMBERS.formatted(60)
              + " SELECT n, NULLIF(n % 4, 0), n % 3 FROM s",
          "CREATE TABLE nothing (id INT PRIMARY KEY)",
          """
          CREATE TABLE many (id INT PRIMARY KEY, a INT, b INT, customer_id INT, filler CHAR(200),
            KEY (a), KEY (b), FOREIGN KEY (customer_id) REFERENCES customers (id))\
          """,
          "INSERT INTO many "
              + NUMBERS.formatted(1000)
              + " SELECT n, n % 100, (n * 7) % 100, n % 3 + 1, 'x' FROM s",
          "INSERT INTO many SELECT id + 1000, a, b, customer_id, filler FROM many",
          "INSERT INTO many SELECT id + 2000, a, b, customer_id, filler FROM many",
          "INSERT INTO many SELECT id + 4000, a, b, customer_id, filler FROM many",
          "INSERT INTO many SELECT id + 8000, a, b, customer_id, filler FROM many",
          "CREATE VIEW status AS SELECT status, COUNT(*) AS n FROM orders GROUP BY status",
          "CREATE VIEW ids AS SELECT id FROM many UNION ALL SELECT id FROM customers");

  @BeforeAll
  static void analyze() {
    NODE.db
        .database()
        .read(session -> session.query("ANALYZE TABLE many, customers", List.of(), row -> true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          count()                                          | 1
          status,count()                                   | 3
          one:status,two:status,count()                    | 3
          count(),customers(name)                          | 4
          count(),...customers(name)                       | 4
          customer_id,count(),customers(name)              | 4
          status,count(),customers(name)                   | 12
          status,count(),customers()                       | 3
          count(),customers!inner(name)                    | 3
          count(),customers!inner(name)&customers.name=eq.b | 2
          status,count(),customers(name)&status=gt.0       | 8
          status,count(),customers(name)&id=eq.-1          | 0
          count()&id=eq.-1                                 | 1
          """)
  void groups_whateverIsAskedFor_areCounted(String select, int groups) {
    for (String count : List.of("exact", "planned", "estimated")) {
      for (int offset = 0; offset <= groups; offset++) {
        for (int limit = 1; limit <= groups + 1; limit++) {
          HttpResponse<String> answer =
              counted(
                  count, "orders?select=%s&limit=%d&offset=%d".formatted(select, limit, offset));
          int last = Math.min(groups, offset + limit) - 1;
          boolean behind = offset > 0 && offset == groups;
          assertThat(answer.statusCode())
              .isEqualTo(behind ? 416 : last + 1 < groups || offset > 0 ? 206 : 200);
          assertThat(range(answer))
              .isEqualTo(behind ? "" : (groups == 0 ? "*" : offset + "-" + last) + "/" + groups);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "planned", "estimated"})
  void count_behindTheLastPage_isThatOfItsRows(String count) {
    assertThat(range(counted(count, "orders"))).isEqualTo("0-59/60");
    assertThat(range(counted(count, "orders?offset=50&limit=20"))).isEqualTo("50-59/60");
    assertThat(range(counted(count, "nothing"))).isEqualTo("*/0");
    assertThat(range(counted(count, "orders?id=eq.-1&select=id"))).isEqualTo("*/0");
    assertThat(range(counted(count, "status?select=n"))).isEqualTo("0-2/3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          many?select=id                                                     | 16000
          many?select=id&a=lt.3&b=lt.10                                      | 320
          many?select=id&a=eq.3&b=lt.30                                      | 160
          many?select=id,customers!inner()&customers.name=eq.b               | 10672
          many?select=id,customers!inner()&customers.name=eq.a&a=lt.10       | 528
          customers?select=id,many!inner()&many.b=lt.5                       | 3
          customers?select=id,many()&many=is.null                            | 0
          ids?select=id                                                      | 16003
          """)
  void planned_ofAnyPlan_isNearTheNumberOfRows(String query, long rows) {
    HttpResponse<String> answer = counted("planned", query + "&limit=1");
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 206);
    long planned = Long.parseLong(range(answer).split("/", 2)[1]);
    assertThat(planned).isBetween(rows / 20, 20 * Math.max(1, rows));
  }

  @Test
  void planned_ofNoRow_isNone() {
    assertThat(range(counted("planned", "many?select=id&id=eq.-1&limit=0"))).isEqualTo("*/0");
    assertThat(range(counted("planned", "many?select=id&id=in.()&limit=0"))).isEqualTo("*/0");
  }

  private static HttpResponse<String> counted(String count, String query) {
    return NODE.client.with("Prefer", "count=" + count).get("/rest/v1/" + query);
  }

  private static String range(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Range").orElse("");
  }
}
