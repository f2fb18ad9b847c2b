package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.server.cli.Main;
import dev.forebay.server.config.ForebayConfig;
import dev.forebay.server.run.Options;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.TestClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a feature contributes is there because of its line in the list, and of nothing else. */
class FeatureTest {
  private static final Features NOTES = new Features(List.of(NotesPart.FEATURE));

  @TempDir private Path folder;

  @Test
  void feature_withOneOfEverything_works() throws IOException {
    Files.writeString(folder.resolve("forebay.yaml"), "notes:\n  prefix: Told\n");
    Options options = Options.of(folder, null, 0, 0);
    try (Forebay forebay = new Forebay(NOTES, options, name -> null, line -> {})) {
      forebay.start();
      try (TestClient client = TestClient.of(forebay.run().url())) {
        assertThat(client.post("/notes/hello", "").statusCode()).isEqualTo(401);
        TestClient known = client.withKey(forebay.run().secretKey().value());
        assertThat(known.post("/notes/hello", "").statusCode()).isEqualTo(202);

        Eventually.passes(() -> assertThat(client.get("/health").body()).contains("\"notes\":1"));
        assertThat(client.get("/metrics").body())
            .contains("\nforebay_notes_written_total 1.0\n")
            .contains("route=\"/notes/{text}\"");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/notes", "/rest", "/functions", "/jobs", "/health", "/metrics"})
  void feature_hasItsPathsToItself(String path) throws IOException {
    Files.writeString(
        folder.resolve("forebay.yaml"),
        """
        functions:
          f: {handler: a.B, code: a.jar}
        routes:
          - {method: GET, path: %s/all, function: f}
        """
            .formatted(path));

    assertThatThrownBy(() -> NOTES.read(folder, name -> null))
        .hasMessageContaining("paths under " + path + " are Forebay's own");
  }

  @Test
  void path_thatOnlyBeginsLikeAFeaturesOwn_isTheApplications() throws IOException {
    Files.writeString(
        folder.resolve("forebay.yaml"),
        """
        functions:
          f: {handler: a.B, code: a.jar}
        routes:
          - {method: GET, path: /notes-of-mine, function: f}
          - {method: GET, path: /healthcare, function: f}
        """);

    assertThat(NOTES.read(folder, name -> null).as(ForebayConfig.class).routes()).hasSize(2);
  }

  @Test
  void feature_hasItsCommand() {
    StringWriter out = new StringWriter();

    int status =
        Main.execute(NOTES, new String[] {"notes"}, new PrintWriter(out), new PrintWriter(out));

    assertThat(status).isZero();
    assertThat(out).hasToString("under /notes\n");
  }
}
