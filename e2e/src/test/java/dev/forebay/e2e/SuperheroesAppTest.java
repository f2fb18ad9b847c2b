package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The superheroes application's story over HTTP and S3, as its README tells it. */
class SuperheroesAppTest {
  private static final int SAMPLES = 36;

  private static final List<String> XP_150 =
      List.of(
          hero(1, "Ada Quill", "The Inkwell", "Draws things into being", 150, "indigo"),
          hero(3, "Cleo Marsh", "Tideline", "Calls the water home", 150, "teal"),
          hero(10, "Jun Sato", "Kilnheart", "Burns without ash", 150, "orange"),
          hero(18, "Rafa Lima", "Cloudherd", "Leads weather by the hand", 150, "sky blue"),
          hero(29, "Cora Nyberg", "Static", "Stops engines by touch", 150, "yellow"),
          hero(
              36, "Jana Weiss", "Snow \\\"Blind\\\" Weiss", "Sees only in the dark", 150, "white"));

  private static RunningForebay superheroes;

  @BeforeAll
  static void start() {
    superheroes = RunningForebay.app("superheroes");
    assertThat(find(150)).isEqualTo(found("database", List.of()));
    cached(150, List.of());
    superheroes.upload(
        "superhero-data",
        "superheroes.csv",
        RunningForebay.HOME.resolve("apps/superheroes/sample/superheroes.csv"));
    Eventually.until("the file is loaded", () -> count() == SAMPLES);
  }

  @AfterAll
  static void stop() {
    superheroes.close();
  }

  @Test
  void xp_readAfterTheLoad_isRightThoughItsAbsenceWasCached() {
    assertThat(find(150)).isEqualTo(found("database", XP_150));
    cached(150, XP_150);
  }

  @Test
  void hero_added_isInTheNextReadOfItsXp() {
    String first = hero(0, "Kit Hale", "Latch", "Closes things", 1150, "brass");
    String second = hero(0, "Lou Hale", "Hinge", "Opens things", 1150, "iron");
    assertThat(find(1150)).isEqualTo(found("database", List.of()));
    cached(1150, List.of());

    String latch = added(add(withoutId(first)), first);
    assertThat(heroesOf(find(1150))).isEqualTo(list(List.of(latch)));
    String hinge = added(add(withoutId(second)), second);

    assertThat(heroesOf(find(1150))).isEqualTo(list(List.of(latch, hinge)));
    cached(1150, List.of(latch, hinge));
  }

  /** The whole list is kept, whoever writes to the table. */
  @Test
  void list_ofAllHeroes_isOutOfRedisUntilSomebodyWrites() throws Exception {
    String strongest = "superheroes?select=name,xp&order=xp.desc,name&limit=1&xp=gt.9000";
    listed(strongest, "[]");

    DirectSql.run(
        superheroes,
        "INSERT INTO superheroes (name, hero, power, xp, color)"
            + " VALUES ('Max', 'Crane', 'Lifts things', 9001, 'blue')");
    listed(strongest, "[{\"name\":\"Max\",\"xp\":9001}]");

    superheroes.rest("PATCH", "superheroes?xp=eq.9001", "{\"xp\":9002}");
    assertThat(superheroes.rest("GET", strongest, null).body())
        .isEqualTo("[{\"name\":\"Max\",\"xp\":9002}]");
    listed(strongest, "[{\"name\":\"Max\",\"xp\":9002}]");
    superheroes.rest("DELETE", "superheroes?xp=eq.9002", null);
    assertThat(superheroes.rest("GET", strongest, null).body()).isEqualTo("[]");
  }

  /** Later changes are told later: once the witness's is seen, the write's has been told of. */
  @Test
  void list_afterAWrite_isLoadedOnceThoughTheBinlogTellsOfTheWrite() throws Exception {
    DirectSql.run(
        superheroes,
        "CREATE TABLE witnesses (id INT PRIMARY KEY, round INT)",
        "INSERT INTO witnesses VALUES (1, 0)");
    String witness = "witnesses?id=eq.1";
    String list = "superheroes?select=color&xp=gt.9500";
    superheroes.rest(
        "POST",
        "superheroes",
        "{\"name\":\"A\",\"hero\":\"B\",\"power\":\"C\",\"xp\":9600,\"color\":\"0\"}");
    for (int round = 1; round <= 10; round++) {
      listed(witness, "[{\"id\":1,\"round\":%d}]".formatted(round - 1));

      superheroes.rest("PATCH", "superheroes?xp=eq.9600", "{\"color\":\"%d\"}".formatted(round));
      assertThat(status(list)).isEqualTo("Forebay; fwd=miss; stored");
      DirectSql.run(superheroes, "UPDATE witnesses SET round = " + round);
      listed(witness, "[{\"id\":1,\"round\":%d}]".formatted(round));

      assertThat(status(list)).isEqualTo("Forebay; hit");
      assertThat(superheroes.rest("GET", list, null).body())
          .isEqualTo("[{\"color\":\"%d\"}]".formatted(round));
    }
    superheroes.rest("DELETE", "superheroes?xp=eq.9600", null);
  }

  private static String status(String query) {
    return superheroes.rest("GET", query, null).headers().firstValue("Cache-Status").orElse("");
  }

  private static void listed(String query, String list) {
    Eventually.passes(
        () ->
            assertThat(superheroes.rest("GET", query, null))
                .returns(list, HttpResponse::body)
                .returns(
                    "Forebay; hit",
                    answer -> answer.headers().firstValue("Cache-Status").orElse("")));
  }

  @Test
  void heroes_addedAsAList_areInTheNextReadsOfTheirXps() {
    String a = withoutId(hero(0, "A", "A1", "a", 2001, "red"));
    String b = withoutId(hero(0, "B", "B1", "b", 2002, "red"));
    find(2001);
    find(2002);

    String answer = add("[" + a + "," + b + "]");

    assertThat(answer).startsWith("201 {\"superheroes\":[{\"id\":");
    assertThat(answer.replaceAll("\"id\":[0-9]+,", ""))
        .isEqualTo("201 {\"superheroes\":" + list(List.of(a, b)) + "}");
    assertThat(heroesOf(find(2001)).replaceAll("\"id\":[0-9]+,", "")).isEqualTo(list(List.of(a)));
    assertThat(heroesOf(find(2002)).replaceAll("\"id\":[0-9]+,", "")).isEqualTo(list(List.of(b)));
  }

  @Test
  void heroes_ofWhichOneIsWrong_areNotAdded() {
    String fine = withoutId(hero(0, "A", "A1", "a", 3001, "red"));

    assertThat(add("[" + fine + "," + fine.replace("3001", "-1") + "]"))
        .isEqualTo(
            Answers.error(400, "superhero 2: xp must be a whole number from 0 to 2147483647"));
    assertThat(heroesOf(find(3001))).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xp=abc", "xp=-1", "xp=2147483648", "xp=1%20OR%201=1"})
  void xp_thatIsNone_is400(String query) {
    assertThat(Answers.of(superheroes.get("/superheroes?" + query)))
        .isEqualTo(Answers.error(400, "xp must be a whole number from 0 to 2147483647"));
  }

  @Test
  void xp_missing_is400() {
    assertThat(Answers.of(superheroes.get("/superheroes")))
        .isEqualTo(Answers.error(400, "xp is missing"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "short|name,hero,power,xp,color\\nA,A1,a,4001,red\\nB,B1\\n|Line 3 has 2 fields",
        "number|name,hero,power,xp,color\\nA,A1,a,4001,red\\nB,B1,b,many,red\\n|Line 3: ",
        "column|name,hero,power,xp,colour\\nA,A1,a,4001,red\\n|colour",
        "empty|''|empty"
      })
  void csvFile_broken_loadsNothingAndIsADeadLetterWithTheReason(
      String name, String content, String reason) {
    String key = "broken-" + name + ".csv";

    superheroes.upload("superhero-data", key, content.replace("\\n", "\n"));

    assertThat(Billing.deadLetter(superheroes, key).toString()).contains("FB606", reason);
    assertThat(heroesOf(find(4001))).isEqualTo("[]");
  }

  /** The binlog tells of Forebay's own writes, too, and takes them out of the cache once more. */
  private static void cached(int xp, List<String> heroes) {
    Eventually.passes(() -> assertThat(find(xp)).isEqualTo(found("cache", heroes)));
  }

  private static String find(int xp) {
    return Answers.of(superheroes.get("/superheroes?xp=" + xp));
  }

  private static String add(String json) {
    return Answers.of(superheroes.post("/superheroes", json));
  }

  private static int count() {
    return superheroes.rows("superheroes?select=id").size();
  }

  private static String found(String source, List<String> heroes) {
    return "200 {\"source\":\"" + source + "\",\"superheroes\":" + list(heroes) + "}";
  }

  private static String list(List<String> heroes) {
    return "[" + String.join(",", heroes) + "]";
  }

  /** The list of a 200, whatever its source was. */
  private static String heroesOf(String answer) {
    assertThat(answer).startsWith("200 {\"source\":\"");
    return answer.substring(answer.indexOf('['), answer.length() - 1);
  }

  /** The hero with the id that it was given, of an answer whose rest is checked. */
  private static String added(String answer, String hero) {
    String id = answer.replaceFirst(".*\"id\":([0-9]+),.*", "$1");
    String withId = hero.replace("\"id\":0,", "\"id\":" + id + ",");
    assertThat(answer).isEqualTo("201 {\"superheroes\":[" + withId + "]}");
    return withId;
  }

  private static String withoutId(String hero) {
    return hero.replace("\"id\":0,", "");
  }

  private static String hero(int id, String name, String hero, String power, int xp, String color) {
    return String.format(
        Locale.ROOT,
        "{\"id\":%d,\"name\":\"%s\",\"hero\":\"%s\",\"power\":\"%s\",\"xp\":%d,\"color\":\"%s\"}",
        id,
        name,
        hero,
        power,
        xp,
        color);
  }
}
