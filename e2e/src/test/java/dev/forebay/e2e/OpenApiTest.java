package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.e2e.ForeignProgram.Outcome;
import dev.forebay.testing.Eventually;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The OpenAPI document of a running application, checked by a validator from npm, and the page that
 * shows it. The checks are {@code e2e/openapi/validate.test.mjs}.
 */
class OpenApiTest {
  private static final Path FOLDER = Path.of("openapi").toAbsolutePath();
  private static RunningForebay forebay;

  @BeforeAll
  static void start() {
    forebay = RunningForebay.start(FOLDER.resolve("app"));
  }

  @AfterAll
  static void stop() {
    if (forebay != null) {
      forebay.close();
    }
  }

  @Test
  void document_byAValidator_isValid() throws Exception {
    ForeignProgram.require("node", "--version");
    ForeignProgram.require("npm", "--version");
    Map<String, String> environment =
        Map.of("FOREBAY_URL", forebay.url(), "FOREBAY_SECRET_KEY", forebay.secretKey());
    Outcome installed =
        ForeignProgram.run(List.of("npm", "ci", "--no-audit", "--no-fund"), FOLDER, Map.of());
    assertThat(installed.status()).as(installed.output()).isZero();

    Outcome outcome = ForeignProgram.run(List.of("node", "--test"), FOLDER, environment);

    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  @Test
  void document_afterDdlByDirectSql_followsIt() throws Exception {
    DirectSql.run(forebay, "ALTER TABLE numbers ADD COLUMN added INT COMMENT 'just now'");
    Eventually.until(
        "the column is there",
        () -> property("added").at("/description").asString("").startsWith("just now"));
    DirectSql.run(forebay, "ALTER TABLE numbers DROP COLUMN added");
    Eventually.until("the column is gone", () -> property("added").isMissingNode());
  }

  @ParameterizedTest
  @CsvSource({
    "/docs, text/html; charset=utf-8, docs/page.js",
    "/docs/page.js, text/javascript; charset=utf-8, SwaggerUIBundle",
    "/docs/page.css, text/css; charset=utf-8, #key-form",
    "/docs/swagger-ui.js, text/javascript; charset=utf-8, SwaggerUIBundle",
    "/docs/swagger-ui.css, text/css; charset=utf-8, .swagger-ui",
  })
  void page_andItsFiles_areServedAsWhatTheyAre(String path, String type, String content) {
    HttpResponse<String> answer = forebay.get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self';");
    assertThat(answer.body()).contains(content);
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(forebay.send("GET", path, null, "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void page_namesNoOtherHost() {
    assertThat(forebay.get("/docs").body()).doesNotContain("//");
    HttpResponse<String> slash = forebay.get("/docs/");
    assertThat(slash.statusCode()).isEqualTo(308);
    assertThat(slash.headers().firstValue("Location")).contains("../docs");
  }

  private static JsonNode property(String column) {
    String json = forebay.rest("GET", "", null).body();
    return RunningForebay.JSON
        .readTree(json)
        .at("/components/schemas/numbers/properties/" + column);
  }
}
