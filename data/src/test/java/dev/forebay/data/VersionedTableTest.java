package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.MariaDbOnly;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.TestClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** MariaDB's system-versioned tables, whose period columns have names. */
@MariaDbOnly
class VersionedTableTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.withLookups(
          Map.of("prices", List.of("code")),
          "CREATE TABLE prices (id INT PRIMARY KEY, code VARCHAR(9) UNIQUE, n INT,"
              + " since TIMESTAMP(6) GENERATED ALWAYS AS ROW START,"
              + " until TIMESTAMP(6) GENERATED ALWAYS AS ROW END,"
              + " PERIOD FOR SYSTEM_TIME (since, until)) WITH SYSTEM VERSIONING",
          "CREATE TABLE sales (id INT PRIMARY KEY, price INT REFERENCES prices (id))");

  private static final DataNode OTHER = NODE.another();
  private static final TestClient SHOWING =
      NODE.client.with("Prefer", "return=representation, resolution=merge-duplicates");

  @Test
  void versionedTable_isCachedAndWrittenAsAnyOther() {
    NODE.client.post("/rest/v1/prices", "[{\"id\":1,\"code\":\"a\",\"n\":1}]");
    NODE.client.post("/rest/v1/sales", "[{\"id\":1,\"price\":1}]");
    hit("prices?id=eq.1&select=n");
    hit("prices?code=eq.a&select=n");
    assertThat(read("sales?id=eq.1&select=prices(n)")).isEqualTo("[{\"prices\":{\"n\":1}}]");

    HttpResponse<String> put =
        SHOWING.put("/rest/v1/prices?id=eq.1&select=n", "{\"id\":1,\"code\":\"a\",\"n\":2}");
    assertThat(put.statusCode() + put.body()).isEqualTo("200[{\"n\":2}]");
    assertSeen("2");
    HttpResponse<String> merged =
        SHOWING.post("/rest/v1/prices?on_conflict=code&select=n", "{\"code\":\"a\",\"n\":3}");
    assertThat(merged.body()).contains("FB240");
    HttpResponse<String> patched = SHOWING.patch("/rest/v1/prices?id=eq.1&select=n", "{\"n\":4}");
    assertThat(patched.statusCode() + patched.body()).isEqualTo("200[{\"n\":4}]");
    assertSeen("4");
    assertThat(NODE.client.patch("/rest/v1/prices?id=eq.1", "{\"until\":\"2030-01-01\"}").body())
        .contains("is computed and takes no value");
    NODE.client.delete("/rest/v1/sales?id=eq.1");
    assertThat(NODE.client.delete("/rest/v1/prices?id=eq.1").statusCode()).isEqualTo(204);
    assertThat(read("prices?id=eq.1")).isEqualTo("[]");
    assertThat(read("prices?code=eq.a")).isEqualTo("[]");
  }

  @Test
  void upsert_ofAVersionedTable_goesByItsKey() {
    NODE.db.run(
        "CREATE TABLE rates (id INT PRIMARY KEY, n INT,"
            + " since TIMESTAMP(6) GENERATED ALWAYS AS ROW START INVISIBLE,"
            + " until TIMESTAMP(6) GENERATED ALWAYS AS ROW END INVISIBLE,"
            + " PERIOD FOR SYSTEM_TIME (since, until)) WITH SYSTEM VERSIONING");
    NODE.node.schema.refresh();
    OTHER.schema.refresh();
    HttpResponse<String> made =
        SHOWING.post("/rest/v1/rates?select=id,n", "[{\"id\":1,\"n\":1},{\"id\":2,\"n\":2}]");
    assertThat(made.statusCode() + made.body())
        .isEqualTo("201[{\"id\":1,\"n\":1},{\"id\":2,\"n\":2}]");
    hit("rates?id=eq.1&select=n");
    HttpResponse<String> merged =
        SHOWING.post("/rest/v1/rates?select=id,n", "[{\"id\":1,\"n\":5},{\"id\":2,\"n\":6}]");
    assertThat(merged.statusCode() + merged.body())
        .isEqualTo("200[{\"id\":1,\"n\":5},{\"id\":2,\"n\":6}]");
    assertThat(read("rates?id=eq.1&select=n")).isEqualTo("[{\"n\":5}]");
  }

  private static void assertSeen(String n) {
    assertThat(read("prices?id=eq.1&select=n")).isEqualTo("[{\"n\":" + n + "}]");
    assertThat(read("prices?code=eq.a&select=n")).isEqualTo("[{\"n\":" + n + "}]");
    assertThat(read("sales?id=eq.1&select=prices(n)"))
        .isEqualTo("[{\"prices\":{\"n\":" + n + "}}]");
  }

  private static String read(String path) {
    String first = OTHER.client.get("/rest/v1/" + path).body();
    assertThat(NODE.client.get("/rest/v1/" + path).body()).isEqualTo(first);
    return first;
  }

  private static void hit(String path) {
    Eventually.until(
        "a hit of " + path,
        () ->
            OTHER
                .client
                .get("/rest/v1/" + path)
                .headers()
                .firstValue("Cache-Status")
                .orElse("")
                .contains("hit"));
  }
}
