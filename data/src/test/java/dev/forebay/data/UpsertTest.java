package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.Scenario;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Upserts, and what the cache answers after them on two nodes. */
@EveryServer
class UpsertTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.withLookups(
          Map.of("stock", List.of("kind"), "users", List.of("email", "team")),
          "CREATE TABLE stock (id INT PRIMARY KEY, kind VARCHAR(10), n INT NOT NULL DEFAULT 7)",
          """
          CREATE TABLE users (id INT PRIMARY KEY AUTO_INCREMENT, email VARCHAR(20) NOT NULL UNIQUE,
            name VARCHAR(20), team VARCHAR(10))\
          """,
          "CREATE TABLE seats (r INT, c INT, who VARCHAR(10), PRIMARY KEY (r, c), UNIQUE (c, r,"
              + " who))",
          "CREATE TABLE keyless (v INT UNIQUE, w INT)");

  private static final DataNode OTHER = NODE.another();

  @BeforeEach
  void two() {
    NODE.client.delete("/rest/v1/stock?id=gt.-9");
    NODE.client.delete("/rest/v1/users?id=gt.0");
    NODE.client.delete("/rest/v1/seats?r=gte.0");
    NODE.client.post(
        "/rest/v1/stock", "[{\"id\":1,\"kind\":\"a\",\"n\":1},{\"id\":2,\"kind\":\"b\",\"n\":2}]");
    NODE.client.post("/rest/v1/users", "{\"id\":1,\"email\":\"ann@x\",\"name\":\"Ann\"}");
  }

  @ParameterizedTest
  @MethodSource
  void upsert_answersAsPostgrest(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> upsert_answersAsPostgrest() {
    return Stream.of(
        merge("new and old rows", "stock", "[{\"id\":1,\"n\":5},{\"id\":3,\"n\":6}]")
            .expect(201, "[{\"id\":1,\"kind\":\"a\",\"n\":5},{\"id\":3,\"kind\":null,\"n\":6}]")
            .expectHeader("Content-Range", "*/*")
            .expectHeader(
                "Preference-Applied", "resolution=merge-duplicates, return=representation"),
        merge("only rows that are there", "stock", "[{\"id\":1,\"n\":5},{\"id\":2,\"n\":6}]")
            .expect(200, "[{\"id\":1,\"kind\":\"a\",\"n\":5},{\"id\":2,\"kind\":\"b\",\"n\":6}]"),
        merge("a row like the one that is there", "stock", "{\"id\":1,\"kind\":\"a\",\"n\":1}")
            .expect(200, "[{\"id\":1,\"kind\":\"a\",\"n\":1}]"),
        merge("nothing but the key", "stock", "{\"id\":1}")
            .expect(200, "[{\"id\":1,\"kind\":\"a\",\"n\":1}]"),
        merge("no rows", "stock", "[]").expect(200, "[]"),
        merge("a lacking key is null", "stock?columns=id,kind", "[{\"id\":1},{\"id\":3}]")
            .expect(201, "[{\"id\":1,\"kind\":null,\"n\":1},{\"id\":3,\"kind\":null,\"n\":7}]"),
        merge("a lacking key is the default", "stock?columns=id,n", "{\"id\":1}")
            .with("Prefer", "resolution=merge-duplicates, return=representation, missing=default")
            .expect(200, "[{\"id\":1,\"kind\":\"a\",\"n\":7}]"),
        merge("different keys", "stock", "[{\"id\":1,\"n\":5},{\"id\":3}]")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB101",
                    "All object keys must match",
                    null,
                    "Give every row the same keys, or name them with columns=")),
        ignore("new and old rows", "stock", "[{\"id\":1,\"n\":5},{\"id\":3,\"n\":6}]")
            .expect(201, "[{\"id\":3,\"kind\":null,\"n\":6}]"),
        ignore("only rows that are there", "stock", "[{\"id\":1,\"n\":5}]").expect(201, "[]"),
        merge("by another key", "users?on_conflict=email", "{\"email\":\"ANN@x\",\"name\":\"A\"}")
            .expect(200, "[{\"id\":1,\"email\":\"ann@x\",\"name\":\"A\",\"team\":null}]"),
        merge("a composite key", "seats?on_conflict=c,r", "{\"r\":1,\"c\":2,\"who\":\"x\"}")
            .expect(201, "[{\"r\":1,\"c\":2,\"who\":\"x\"}]"),
        merge("a key that could be another", "users", "{\"id\":1,\"email\":\"bob@x\"}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB240",
                    "The unique key [email] could be violated instead of [id]",
                    "MySQL would then change the row that has it, which may be another one",
                    "PATCH or PUT the row by its primary key, or leave out a column that"
                        + " AUTO_INCREMENT fills")),
        merge("what is no key", "users?on_conflict=name", "{\"email\":\"bob@x\"}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB240",
                    "There is no unique or exclusion constraint matching the ON CONFLICT"
                        + " specification",
                    "The unique keys of users are [[id], [email]]",
                    "Name the columns of one of them in on_conflict")),
        merge("an unknown column", "users?on_conflict=emial", "{\"email\":\"bob@x\"}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "PGRST204",
                    "The table users has no column \"emial\"",
                    null,
                    "Perhaps you meant email")),
        keyless("a table without a primary key", "keyless"),
        keyless("a unique key without a primary key", "keyless?on_conflict=v"));
  }

  private static Scenario keyless(String name, String path) {
    return merge(name, path, "{\"v\":1}")
        .expect(
            400,
            ErrorScenariosTest.error(
                "FB240",
                "Rows of a table without a primary key cannot be merged",
                null,
                "Add one"));
  }

  @ParameterizedTest
  @MethodSource
  void put_answersAsPostgrest(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> put_answersAsPostgrest() {
    return Stream.of(
        put("a row that is there", "users?id=eq.1", "{\"id\":1,\"email\":\"a@x\",\"name\":\"A\"}")
            .with("Prefer", "return=representation")
            .expect(200, "[{\"id\":1,\"email\":\"a@x\",\"name\":\"A\",\"team\":null}]"),
        put("a new row", "users?id=eq.7", "{\"id\":7,\"email\":\"g@x\"}")
            .with("Prefer", "return=representation")
            .expect(201, "[{\"id\":7,\"email\":\"g@x\",\"name\":null,\"team\":null}]"),
        put("without a look", "users?id=eq.7", "{\"id\":7,\"email\":\"g@x\"}").expect(204, ""),
        put("a value of another row", "users?id=eq.7", "{\"id\":7,\"email\":\"ann@x\"}")
            .expect(
                409,
                ErrorScenariosTest.error(
                    "FB402",
                    "A row with the same value exists already",
                    "Columns: email",
                    "Use another value, or change the row that has it")),
        put("a composite key", "seats?c=eq.2&r=eq.1", "{\"r\":1,\"c\":2,\"who\":\"y\"}")
            .with("Prefer", "return=representation")
            .expect(201, "[{\"r\":1,\"c\":2,\"who\":\"y\"}]"),
        put("a part of the key", "seats?r=eq.1", "{\"r\":1,\"c\":2}")
            .expect(
                405,
                ErrorScenariosTest.error(
                    "PGRST105",
                    "Filters must include all and only primary key columns with 'eq' operators",
                    null,
                    "The primary key is r, c")),
        put("another key in the body", "users?id=eq.1", "{\"id\":2,\"email\":\"a@x\"}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "PGRST115",
                    "Payload values do not match URL in primary key column(s)",
                    null,
                    "Give the body's id the value of the filter")),
        put("a limit", "users?id=eq.1&limit=1", "{\"id\":1,\"email\":\"a@x\"}")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "PGRST114",
                    "limit/offset querystring parameters are not allowed for PUT",
                    null,
                    null)));
  }

  @Test
  void upsert_ofCachedRows_isReadAtOnceByEveryNode() {
    settle("/rest/v1/stock?id=eq.1");
    settle("/rest/v1/stock?kind=eq.a");
    settle("/rest/v1/stock?kind=eq.c");
    settle("/rest/v1/stock?id=eq.3");
    upsert("stock", "[{\"id\":1,\"kind\":\"c\"},{\"id\":3,\"kind\":\"c\"}]");
    assertThat(other("stock?id=eq.1&select=kind")).isEqualTo("[{\"kind\":\"c\"}]");
    assertThat(other("stock?id=eq.3&select=kind")).isEqualTo("[{\"kind\":\"c\"}]");
    assertThat(other("stock?kind=eq.a&select=id")).isEqualTo("[]");
    assertThat(other("stock?kind=eq.c&select=id")).isEqualTo("[{\"id\":1},{\"id\":3}]");
  }

  @Test
  void upsert_byAnotherKeyOfCachedRows_isReadAtOnceByEveryNode() {
    settle("/rest/v1/users?id=eq.1");
    settle("/rest/v1/users?email=eq.ann@x");
    settle("/rest/v1/users?team=eq.red");
    upsert(
        "users?on_conflict=email",
        "[{\"email\":\"ann@x\",\"team\":\"red\"},{\"email\":\"bob@x\",\"team\":\"red\"}]");
    assertThat(other("users?id=eq.1&select=team")).isEqualTo("[{\"team\":\"red\"}]");
    assertThat(other("users?email=eq.ann@x&select=team")).isEqualTo("[{\"team\":\"red\"}]");
    assertThat(other("users?team=eq.red&select=email"))
        .isEqualTo("[{\"email\":\"ann@x\"},{\"email\":\"bob@x\"}]");
  }

  @Test
  void put_ofACachedRow_isReadAtOnceByEveryNode() {
    settle("/rest/v1/users?id=eq.1");
    settle("/rest/v1/users?email=eq.ann@x");
    NODE.client.put("/rest/v1/users?id=eq.1", "{\"id\":1,\"email\":\"new@x\"}");
    assertThat(other("users?id=eq.1&select=email")).isEqualTo("[{\"email\":\"new@x\"}]");
    assertThat(other("users?email=eq.ann@x")).isEqualTo("[]");
  }

  @Test
  void upserts_atOnce_loseNothing() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, 40)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> upsert("stock", rows(i)).statusCode(), threads))
              .toList();
      assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isIn(200, 201));
    }
    assertThat(NODE.client.get("/rest/v1/stock?select=id&order=id").body())
        .isEqualTo("[{\"id\":1},{\"id\":2},{\"id\":3},{\"id\":4}]");
  }

  /** The same four rows, from either end. */
  private static String rows(int i) {
    List<Integer> ids = i % 2 == 0 ? List.of(1, 2, 3, 4) : List.of(4, 3, 2, 1);
    return ids.stream().map(id -> "{\"id\":%d,\"n\":%d}".formatted(id, i)).toList().toString();
  }

  private static HttpResponse<String> upsert(String path, String body) {
    return NODE.client.with("Prefer", "resolution=merge-duplicates").post("/rest/v1/" + path, body);
  }

  private static String other(String path) {
    return OTHER.client.get("/rest/v1/" + path).body();
  }

  /** Reads until the cache has it. */
  private static void settle(String path) {
    Eventually.until(
        "a hit of " + path,
        () ->
            OTHER.client.get(path).headers().firstValue("Cache-Status").orElse("").contains("hit"));
  }

  private static Scenario merge(String name, String path, String body) {
    return post(name, path, body)
        .with("Prefer", "resolution=merge-duplicates, return=representation");
  }

  private static Scenario ignore(String name, String path, String body) {
    return post(name, path, body)
        .with("Prefer", "resolution=ignore-duplicates, return=representation");
  }

  private static Scenario post(String name, String path, String body) {
    return Scenario.of(name, "POST /rest/v1/" + path).sending(body);
  }

  private static Scenario put(String name, String path, String body) {
    return Scenario.of(name, "PUT /rest/v1/" + path).sending(body);
  }
}
