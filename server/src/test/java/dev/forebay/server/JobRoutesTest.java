package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.server.cli.Main;
import dev.forebay.server.run.Options;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.TestClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /jobs/v1} and {@code forebay jobs}. */
class JobRoutesTest {
  private static final Features NOTES = new Features(List.of(NotesPart.FEATURE));
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private static Path folder;
  private static Forebay forebay;
  private static TestClient client;

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(folder.resolve("forebay.yaml"), "notes:\n  prefix: Told\n");
    forebay = new Forebay(NOTES, Options.of(folder, null, 0, 0), name -> null, line -> {});
    forebay.start();
    client = TestClient.of(forebay.run().url()).withKey(forebay.run().secretKey().value());
    client.post("/notes/secret", "");
    Eventually.until("it is done", () -> jobs("?state=done").size() == 1);
  }

  @AfterAll
  static void stop() {
    forebay.close();
  }

  @Test
  void list_withoutTheSecretKey_isRefused() {
    try (TestClient nobody = TestClient.of(forebay.run().url())) {
      assertThat(nobody.get("/jobs/v1").statusCode()).isEqualTo(401);
      TestClient publishable = nobody.withKey(forebay.run().publishableKey());
      assertThat(publishable.get("/jobs/v1").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void job_thatIsDone_isShownWithoutItsPayload() {
    JsonNode job = done();
    HttpResponse<String> shown = client.get("/jobs/v1/" + job.path("id").asString());
    assertThat(JSON.readTree(shown.body())).isEqualTo(job);
    assertThat(shown.body()).doesNotContain("secret");
    assertThat(job.propertyNames())
        .containsExactly(
            "id",
            "kind",
            "lane",
            "state",
            "recurs",
            "createdAt",
            "dueAt",
            "startedAt",
            "endedAt",
            "cancelRequestedAt",
            "failedAttempts",
            "progress",
            "errorType");
    assertThat(job.path("kind").asString()).isEqualTo("notes:write");
    assertThat(job.path("lane").asString()).isEqualTo("loads");
  }

  @Test
  void sweeps_areListedAsRecurringJobs() {
    assertThat(jobs("?state=scheduled"))
        .extracting(job -> job.path("kind").asString())
        .containsExactlyInAnyOrder(
            "recurring:purge", "recurring:idempotency-keys", "recurring:object-events");
  }

  @Test
  void pages_followEachOther() {
    JsonNode first = page("?limit=3");
    JsonNode second = page("?limit=3&after=" + first.path("next").asString());
    assertThat(first.path("jobs")).hasSize(3);
    assertThat(second.path("jobs")).containsExactly(done());
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void query_thatIsNotUnderstood_isRefusedWithAHint() {
    Map<String, String> hints =
        Map.ofEntries(
            Map.entry("state=runing", "Did you mean running?"),
            Map.entry("lane=load", "Did you mean loads?"),
            Map.entry("kinds=x", "Did you mean kind?"),
            Map.entry("limit=0", "It is a number from 1 to 1000."),
            Map.entry("limit=1001", "It is a number from 1 to 1000."),
            Map.entry("limit=-1", "It is a number from 1 to 1000."),
            Map.entry("limit=", "It is a number from 1 to 1000."),
            Map.entry("after=x", "Send the next of an answer."),
            Map.entry("after=%F0%9F%A6%86", "Send the next of an answer."),
            Map.entry("kind=a&kind=b", "Ask once for each."));
    hints.forEach(
        (query, hint) -> {
          HttpResponse<String> answer = client.get("/jobs/v1?" + query);
          assertThat(answer.statusCode()).as(query).isEqualTo(400);
          assertThat(answer.body()).contains("\"FB110\"").contains(hint);
        });
  }

  @Test
  void cancel_ofWhatCannotBe_saysWhy() {
    String recurring = jobs("?state=scheduled").getFirst().path("id").asString();
    assertThat(code(client.delete("/jobs/v1/" + done().path("id").asString())))
        .isEqualTo("409 FB710");
    assertThat(code(client.delete("/jobs/v1/" + recurring))).isEqualTo("409 FB711");
    for (String id : List.of("x", "%25", "00000000-0000-8000-8000-000000000000")) {
      assertThat(code(client.get("/jobs/v1/" + id))).isEqualTo("404 FB709");
      assertThat(code(client.delete("/jobs/v1/" + id))).isEqualTo("404 FB709");
    }
  }

  @Test
  void command_listsAndShows_withErrorsOfALine() {
    String id = done().path("id").asString();
    assertThat(command("--state", "done")).startsWith(id + "  done ").contains("notes:write");
    assertThat(command("show", id)).contains("\"kind\" : \"notes:write\"");
    assertThat(command("cancel", id))
        .isEqualTo("forebay: The job " + id + " is done already (FB710)\n");
    assertThat(command("--lane", "x"))
        .isEqualTo("forebay: There is no lane x (FB110)\nThere are functions, loads.\n");
    assertThat(command("cancel")).startsWith("forebay: Which job? Name its id (FB805)\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "%", "../x", "1?x=1#y", "grün"})
  void commands_withAnIdThatIsNone_sayIt(String id) {
    assertThat(command("show", id)).isEqualTo("forebay: There is no job " + id + " (FB709)\n");
    assertThat(command("cancel", id)).isEqualTo("forebay: There is no job " + id + " (FB709)\n");
    for (String action : List.of("show", "replay")) {
      assertThat(run("dead-letters", action, id)).matches("forebay: .* \\(FB\\d+\\)\n");
    }
  }

  private static String command(String... arguments) {
    return run("jobs", arguments);
  }

  private static String run(String command, String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter both = new PrintWriter(out);
    String[] all =
        Stream.concat(Stream.of(command, folder.toString()), Stream.of(arguments))
            .toArray(String[]::new);
    Main.execute(NOTES, all, both, both);
    return out.toString();
  }

  private static String code(HttpResponse<String> answer) {
    return answer.statusCode() + " " + JSON.readTree(answer.body()).path("code").asString();
  }

  private static JsonNode done() {
    return jobs("?state=done").getFirst();
  }

  private static List<JsonNode> jobs(String query) {
    return page(query).path("jobs").valueStream().toList();
  }

  private static JsonNode page(String query) {
    return JSON.readTree(client.get("/jobs/v1" + query).body());
  }
}
