package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.auth.ReadRule;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.TestClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Two databases that differ in nothing but what is hidden from the publishable key: one has hidden
 * rows, and other values in hidden columns. Whatever is asked, it gets the same answer from both.
 */
class HiddenDataTest {
  private static final int REQUESTS = 1500;
  private static final String MARKER = "HIDDEN";
  private static final Random RANDOM = new Random(20_240_115);

  private static final TestDatabase PLAIN = database("v", "");
  private static final TestDatabase SECRETS =
      database(
          MARKER,
          """
          INSERT INTO customers VALUES (4, 'HIDDEN4', 'HIDDEN', 7, 1), (5, 'HIDDEN5', 'x', 7, NULL),
            (6, 'HIDDEN6', 'x', 8, 2);
          INSERT INTO orders VALUES (6, 4, 777777, 'void', 'HIDDEN'), (7, 1, 777777, 'void', 'x'),
            (8, 5, 777777, NULL, 'HIDDEN');
          INSERT INTO tags VALUES (4, 'HIDDEN', 9), (5, 'HIDDEN', 9);
          INSERT INTO order_tags VALUES (1, 3, 0), (2, 1, 0), (5, 1, 0)\
          """);
  private static final TestRedis REDIS = TestRedis.start();
  private static final TestRedis OTHER_REDIS = TestRedis.start();
  private static final DataNode PLAIN_NODE = node(PLAIN, REDIS);
  private static final DataNode SECRET_NODE = node(SECRETS, OTHER_REDIS);

  /** Some links lead to rows that are hidden in one database, and in the other not there. */
  private static TestDatabase database(String word, String hiddenRows) {
    TestDatabase database =
        TestDatabase.create(
            """
            CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20), email VARCHAR(20),
              region INT, vip BOOLEAN, KEY (region))\
            """,
            """
            CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT, total INT,
              status ENUM('open','paid','void'), note VARCHAR(20), KEY (total),
              FOREIGN KEY (customer_id) REFERENCES customers (id))\
            """,
            "CREATE TABLE tags (id INT PRIMARY KEY, tag VARCHAR(20), rank INT)",
            """
            CREATE TABLE order_tags (order_id INT REFERENCES orders (id),
              tag_id INT REFERENCES tags (id), approved BOOLEAN, PRIMARY KEY (order_id, tag_id))\
            """,
            "CREATE TABLE closed (id INT PRIMARY KEY, order_id INT REFERENCES orders (id))",
            """
            INSERT INTO customers VALUES (1, 'Ann', '%s', 7, 0), (2, 'Bob', '%s', 7, 0),
              (3, 'Cid', '%s', 8, 0)\
            """
                .formatted(word, word, word),
            """
            INSERT INTO orders VALUES (1, 1, 10, 'paid', '%s'), (2, 1, 20, 'open', '%s'),
              (3, NULL, 30, 'paid', '%s'), (4, 2, 20, 'paid', '%s'), (5, NULL, 50, 'open', '%s')\
            """
                .formatted(word, word, word, word, word),
            "INSERT INTO tags VALUES (1, 'new', 1), (2, 'rush', 2), (3, 'gift', 3)",
            """
            SET STATEMENT foreign_key_checks = 0 FOR INSERT INTO order_tags VALUES (1, 1, 1),
              (1, 2, 1), (4, 2, 1), (5, 3, 1), (7, 1, 1), (1, 4, 1), (8, 5, 1)\
            """);
    if (!hiddenRows.isEmpty()) {
      database.run(hiddenRows.split(";"));
      database.run("UPDATE orders SET customer_id = 4 WHERE id IN (3, 5)");
    }
    return database;
  }

  private static DataNode node(TestDatabase database, TestRedis redis) {
    return DataNode.start(
        database,
        redis,
        Map.of("customers", List.of("region")),
        Map.of(
            "customers", new ReadRule(List.of("id", "name", "region"), "vip=eq.false"),
            "orders", new ReadRule(List.of("id", "total", "status"), "status=in.(open,paid)"),
            "tags", new ReadRule(null, "tag=not.like.HIDDEN*"),
            "order_tags", new ReadRule(List.of("order_id", "tag_id"), "approved=is.true")));
  }

  @AfterAll
  static void stop() {
    PLAIN_NODE.close();
    SECRET_NODE.close();
    REDIS.close();
    OTHER_REDIS.close();
    PLAIN.close();
    SECRETS.close();
  }

  @Test
  void requests_ofAnyKind_areAnsweredAsIfNothingWereHidden() {
    try (TestClient plain = PLAIN_NODE.anonymous();
        TestClient secret = SECRET_NODE.anonymous()) {
      int answered = 0;
      for (int i = 0; i < REQUESTS; i++) {
        Sent sent = any();
        String expected = answer(plain, sent);
        String found = answer(secret, sent);
        assertThat(found).as("%d: %s", i, sent).isEqualTo(expected).doesNotContain(MARKER, "7777");
        answered += found.startsWith("20") ? 1 : 0;
      }
      assertThat(answered).isGreaterThan(REQUESTS / 3);
    }
  }

  private record Sent(String method, String path, String accept, String prefer) {}

  /** Status, headers and body; a hit or a miss are the same, for they depend on what was before. */
  private static String answer(TestClient client, Sent sent) {
    TestClient sender = client.with("Accept", sent.accept());
    HttpResponse<String> answer =
        (sent.prefer().isEmpty() ? sender : sender.with("Prefer", sent.prefer()))
            .send(sent.method(), "/rest/v1/" + sent.path(), "");
    String cached =
        answer
            .headers()
            .firstValue("Cache-Status")
            .orElse("")
            .replaceFirst(
                "hit|fwd=miss; stored|fwd=bypass; detail=(pending|wait|unavailable)", "_");
    return answer.statusCode()
        + " "
        + answer.headers().firstValue("Content-Range").orElse("")
        + " "
        + cached
        + " "
        + answer.body();
  }

  private static Sent any() {
    return new Sent(
        chance(8) ? "HEAD" : "GET",
        any(List.<Supplier<String>>of(
                HiddenDataTest::byKey,
                HiddenDataTest::orders,
                HiddenDataTest::orders,
                HiddenDataTest::customers,
                HiddenDataTest::tags,
                HiddenDataTest::groups))
            .get(),
        any(
            List.of(
                "application/json",
                "application/json",
                "application/vnd.pgrst.object+json",
                "text/csv")),
        any(List.of("", "", "count=exact", "count=planned", "count=estimated")));
  }

  private static String byKey() {
    return any(
            List.of(
                "customers?id=eq." + id(),
                "orders?id=eq." + id(),
                "tags?id=eq." + id(),
                "customers?order=id&region=eq." + any(List.of("7", "8", "9")),
                "customers?region=eq.8",
                "order_tags?order_id=eq." + id() + "&tag_id=eq." + id()))
        + any(List.of("", "", "&select=*", "&limit=1", "&limit=0", "&select=id", "&select=email"));
  }

  private static String orders() {
    return "orders?select=id,"
        + any(
            List.of(
                "*",
                "total",
                "customers(*)",
                "c:customers!inner(name)",
                "...customers(name,region)",
                "customers(id,orders(id,total))",
                "tags(tag)",
                "tags!inner(id)",
                "customers(),tags()",
                "note",
                "customers(email)",
                "closed(id)",
                "tags(count()),customers(region)"))
        + any(
            List.of(
                "",
                "",
                "&total=gte." + any(List.of("10", "20", "30", "700000")),
                "&or=(total.eq.20,status.is.null,id.gt.5)",
                "&status=not.eq.paid",
                "&not.and=(status.eq.paid,total.lt.30)",
                "&customers=is.null",
                "&customers=not.is.null",
                "&tags=is.null",
                "&customers.name=like.*n*",
                "&tags.rank=gt.1",
                "&tags.limit=1&tags.order=id",
                "&note=eq.HIDDEN",
                "&customer_id=eq.4",
                "&customers.email=eq.HIDDEN"))
        + any(
            List.of(
                "&order=id",
                "&order=id.desc&limit=2&offset=" + any(List.of("0", "1", "3", "5", "6")),
                "&order=customers(name).desc.nullslast,id",
                "&order=customers(region),id",
                "&order=note,id",
                "&order=customers(email),id"));
  }

  private static String customers() {
    return "customers?select=name,"
        + any(
            List.of(
                "orders(id)",
                "orders!inner(id,total)",
                "orders(total.sum(),count())",
                "orders(id,tags(tag))",
                "orders(note)",
                "region"))
        + any(
            List.of(
                "",
                "&orders=is.null",
                "&orders.total=gt.15",
                "&orders.status=is.null",
                "&orders.order=total.desc&orders.limit=1",
                "&region=in.(7,9)",
                "&vip=is.true"))
        + "&order=id";
  }

  private static String tags() {
    return "tags?select=id,"
        + any(List.of("tag", "orders(id)", "orders!inner(id)", "orders(customers(name))"))
        + any(
            List.of(
                "", "&orders=is.null", "&orders.total=lt.40", "&rank=gt.2", "&orders.order=total"))
        + "&order=id";
  }

  private static String groups() {
    return any(
        List.of(
            "orders?select=count(),total.sum(),total.avg(),total.max()",
            "orders?select=status,count()&order=status",
            "orders?select=note,count()",
            "orders?select=note.max()",
            "customers?select=region,count()&order=region",
            "customers?select=id.max(),email.count()",
            "order_tags?select=count()",
            "tags?select=rank.max(),count()"));
  }

  private static String id() {
    return "" + RANDOM.nextInt(1, 10);
  }

  private static boolean chance(int oneIn) {
    return RANDOM.nextInt(oneIn) == 0;
  }

  private static <T> T any(List<T> list) {
    return list.get(RANDOM.nextInt(list.size()));
  }
}
