package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.e2e.ForeignProgram.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * supabase-js and postgrest-js, from npm and unchanged, against a running Forebay. The tests are
 * {@code e2e/supabase/*.test.mjs}, run by Node's own test runner.
 */
class SupabaseClientsTest {
  private static final Path FOLDER = Path.of("supabase").toAbsolutePath();
  private static RunningForebay shop;

  @BeforeAll
  static void start() throws Exception {
    ForeignProgram.require("node", "--version");
    ForeignProgram.require("npm", "--version");
    Outcome installed = run("npm", "ci", "--no-audit", "--no-fund");
    assertThat(installed.status()).as(installed.output()).isZero();
    shop = RunningForebay.start(FOLDER.resolve("app"));
  }

  @AfterAll
  static void stop() {
    if (shop != null) {
      shop.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"filters", "modifiers", "embeds", "anonymous", "writes", "rpc", "builder"})
  void clients_unchanged_getWhatTheyAskFor(String part) throws Exception {
    Outcome outcome = run("node", "--test", part + ".test.mjs");

    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  private static Outcome run(String... command) throws Exception {
    Map<String, String> environment =
        shop == null
            ? Map.of()
            : Map.of(
                "FOREBAY_URL",
                shop.url(),
                "FOREBAY_SECRET_KEY",
                shop.secretKey(),
                "FOREBAY_PUBLISHABLE_KEY",
                shop.run().get("publishableKey").asString());
    return ForeignProgram.run(List.of(command), FOLDER, environment);
  }
}
