package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.TestClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand requests, made of valid ones by chance with a fixed seed. None of them may be a bug
 * (5xx), and no error may have the database's words.
 */
class FuzzTest {
  private static final int REQUESTS = 10_000;
  private static final Random RANDOM = new Random(20_240_115);
  private static final Pattern DATABASE_WORDS =
      Pattern.compile(
          "\\(conn[=:]|SQLSTATE|SQL syntax|Duplicate entry|doesn't exist|Unknown column|near '"
              + "|Incorrect|Data truncat|Out of range value|Cannot add or update|java\\.|ER_[A-Z]"
              + "|You have an error|at row \\d|Subquery|Illegal mix|Exception");

  private record Sent(String method, String path, String prefer, String type, String body) {}

  @AutoClose
  private static final OwnNode NODE =
      OwnNode.withLookups(
          Map.of("heroes", List.of("team", "name")),
          """
          CREATE TABLE heroes (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) UNIQUE,
            xp DECIMAL(10,2), kind ENUM('good','bad'), at DATETIME(3), tag VARBINARY(8), data JSON,
            big BIGINT UNSIGNED, bits BIT(8), place POINT, team INT, day DATE, t TIME, ok BOOLEAN,
            CHECK (xp >= 0))\
          """,
          """
          CREATE TABLE notes (id INT PRIMARY KEY AUTO_INCREMENT, hero INT, text VARCHAR(20),
            FOREIGN KEY (hero) REFERENCES heroes (id))\
          """,
          "CREATE TABLE pairs (a INT, b VARCHAR(10), v INT, PRIMARY KEY (a, b))",
          "CREATE TABLE keyless (v INT, w FLOAT)",
          "CREATE VIEW good AS SELECT * FROM heroes WHERE kind = 'good'",
          "CREATE VIEW noted AS SELECT n.id, n.hero, h.name FROM notes n JOIN heroes h ON h.id ="
              + " n.hero",
          "CREATE FUNCTION add_up(a INT, b DECIMAL(10,2)) RETURNS DECIMAL(12,2) NO SQL RETURN a +"
              + " b",
          "CREATE PROCEDURE list(least INT, OUT n INT) READS SQL DATA"
              + " BEGIN SELECT COUNT(*) INTO n FROM heroes; SELECT * FROM heroes LIMIT 3; END",
          "CREATE PROCEDURE best(least INT) READS SQL DATA SELECT * FROM heroes WHERE id >= least",
          "INSERT INTO heroes (id, name, xp, kind) VALUES (1, 'Ann', 1, 'good')");

  private static final List<Sent> VALID =
      List.of(
          read(
              "heroes?select=id,total:xp,name&xp=gte.1.5&order=id.desc.nullslast&limit=5&offset=1"),
          read("heroes?or=(id.eq.1,not.name.is.null)&kind=in.(good,bad)&name=ilike.*a*"),
          read("heroes?at=lt.2024-01-15T10:30:00.5Z&tag=eq.AP8=&big=eq.18446744073709551615"),
          read("heroes?day=eq.2024-01-15&t=neq.10:30:00&ok=is.true&bits=eq.5"),
          read("pairs?and=(a.eq.1,b.like.x*,or(v.lt.3,v.gt.9))"),
          read("good?id=eq.1"),
          read("noted?select=id,heroes!inner(name,notes(text)),...good(xp)&heroes.id=eq.1"),
          read("rpc/add_up?a=1&b=2.5"),
          read(
              "rpc/best?least=1&select=id,total:xp&or=(name.like.A*,at.lt.2024-01-15T10:30:00)"
                  + "&not.and=(day.eq.2024-01-15,t.gt.10:30:00,tag.eq.AP8=)&order=xp.desc,name"
                  + "&limit=5&offset=1"),
          write(
              "POST", "heroes?columns=name,xp,kind&select=name", "[{\"name\":\"é\",\"xp\":1.10}]"),
          write("POST", "heroes", "{\"at\":\"2024-01-15T10:30:00\",\"tag\":\"AP8=\",\"ok\":true}"),
          write(
              "POST",
              "heroes",
              "[{\"place\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"data\":{\"a\":[1,null]}}]"),
          write(
              "POST",
              "pairs?on_conflict=a,b",
              "[{\"a\":1,\"b\":\"x\",\"v\":1},{\"a\":2,\"b\":\"y\"}]"),
          write(
              "POST",
              "notes?select=id::text,by:heroes!inner(name,notes(id))&by.name=like.*n*&order=id",
              "[{\"hero\":1,\"text\":\"x\"},{\"hero\":null}]"),
          write(
              "PATCH",
              "notes?hero=eq.1&select=text,...heroes(name)&heroes.kind=eq.good",
              "{\"text\":\"y\"}"),
          write("DELETE", "heroes?id=eq.3&select=name,notes(text)&notes.limit=1", ""),
          write("POST", "keyless", "{\"v\":1,\"w\":1.5e3}"),
          write("PUT", "pairs?a=eq.1&b=eq.x", "{\"a\":1,\"b\":\"x\",\"v\":2}"),
          write(
              "PATCH", "heroes?id=eq.1", "{\"xp\":2,\"bits\":7,\"team\":4,\"day\":\"2024-01-15\"}"),
          write("DELETE", "heroes?id=gt.5&name=is.null", ""),
          new Sent("POST", "heroes", "", "text/csv", "name,xp\nBob,1.5\n\"C,d\",NULL\n"),
          write("POST", "rpc/add_up", "{\"a\":1,\"b\":2.50}"),
          write("POST", "rpc/list", "{\"least\":1}"),
          write(
              "POST",
              "transaction",
              "[{\"name\":\"x\",\"method\":\"POST\",\"path\":\"/heroes\",\"body\":{\"xp\":1}},"
                  + "{\"method\":\"PATCH\",\"path\":\"/heroes?id=eq.${x.id}\",\"body\":{\"team\":{\"$ref\":\"x.id\"}}}]"));
  private static final List<String> PREFERENCES =
      List.of(
          "",
          "return=representation",
          "return=headers-only",
          "resolution=merge-duplicates",
          "resolution=ignore-duplicates, return=representation",
          "count=exact",
          "count=planned",
          "tx=rollback",
          "handling=strict, max-affected=1",
          "missing=default",
          "handling=strict");
  private static final List<String> ACCEPTED =
      List.of("*/*", "application/json", "application/vnd.pgrst.object+json", "text/csv", "x");
  private static final List<String> WORDS =
      List.of(
          "'",
          "\"",
          "`",
          ";",
          "--",
          "/*",
          "\\",
          "\u0000",
          "\uD83D\uDE00",
          "é",
          "%",
          "_",
          "*",
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          ",",
          ".",
          ":",
          "=",
          "&",
          "?",
          "-",
          "0",
          "9".repeat(40),
          "-1",
          "1e999",
          "NaN",
          "null",
          "true",
          "not.",
          "in.",
          "eq.",
          "is.",
          "like.",
          "and",
          "or",
          "select",
          "order",
          "limit",
          "heroes",
          "id",
          "name",
          "::text",
          "->",
          "->>",
          "!inner",
          "count()",
          "0000-00-00",
          "2024-02-30",
          "$ref",
          "${x.id}",
          "${",
          " ",
          "\n",
          "\r\n",
          "\t",
          "{}",
          "[]",
          "[[",
          "xp",
          "place",
          "data",
          "bits",
          "pairs",
          "keyless",
          "a".repeat(300));

  private static Sent read(String path) {
    return new Sent("GET", path, "", "application/json", "");
  }

  private static Sent write(String method, String path, String body) {
    return new Sent(method, path, "", "application/json", body);
  }

  @Test
  void requests_ofAnyKind_areAnsweredWithoutABugAndWithoutTheDatabasesWords() {
    int refused = 0;
    for (int i = 0; i < REQUESTS; i++) {
      Sent sent = changed(any(VALID));
      HttpResponse<String> answer = send(sent);
      assertThat(answer.statusCode()).as("%d: %s: %s", i, sent, answer.body()).isLessThan(500);
      if (answer.statusCode() >= 400) {
        refused++;
        assertThat(answer.body()).as("%d: %s", i, sent).doesNotContainPattern(DATABASE_WORDS);
      }
    }
    assertThat(refused).isBetween(REQUESTS / 10, REQUESTS * 9 / 10);
  }

  private static HttpResponse<String> send(Sent sent) {
    TestClient client = NODE.client.with("Content-Type", sent.type()).with("Accept", any(ACCEPTED));
    if (!sent.prefer().isEmpty()) {
      client = client.with("Prefer", sent.prefer());
    }
    return client.send(sent.method(), "/rest/v1/" + encoded(sent.path()), sent.body());
  }

  private static Sent changed(Sent valid) {
    String method =
        chance(20) ? any(List.of("GET", "POST", "PUT", "PATCH", "DELETE")) : valid.method();
    String path = chance(2) ? mutated(valid.path()) : valid.path();
    String body = chance(2) ? mutated(valid.body()) : valid.body();
    return new Sent(
        method,
        chance(30) ? any(VALID).path() : path,
        any(PREFERENCES),
        chance(30) ? "text/csv" : valid.type(),
        chance(30) ? any(VALID).body() : body);
  }

  private static String mutated(String text) {
    String changed = text;
    for (int i = RANDOM.nextInt(1, 4); i > 0; i--) {
      int from = RANDOM.nextInt(changed.length() + 1);
      int to = Math.min(changed.length(), from + RANDOM.nextInt(6));
      String before = changed.substring(0, from);
      changed =
          switch (RANDOM.nextInt(4)) {
            case 0 -> before + changed.substring(to);
            case 1 -> before + any(WORDS) + changed.substring(to);
            case 2 -> before + any(WORDS) + changed.substring(from);
            default -> before + changed.substring(from, to).repeat(3) + changed.substring(to);
          };
    }
    return changed;
  }

  private static boolean chance(int oneIn) {
    return RANDOM.nextInt(oneIn) == 0;
  }

  private static <T> T any(List<T> list) {
    return list.get(RANDOM.nextInt(list.size()));
  }

  /** All but what separates parts of a URL, so that the server gets the text as it is. */
  private static String encoded(String path) {
    StringBuilder url = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = Character.isLetterOrDigit((char) b) && b > 0;
      boolean separator = "?&=/.,()*:!-_".indexOf((char) b) >= 0;
      url.append(plain || separator ? "" + (char) b : "%%%02X".formatted(b & 0xff));
    }
    return url.toString();
  }
}
