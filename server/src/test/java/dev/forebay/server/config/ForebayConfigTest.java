package dev.forebay.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.auth.ReadRule;
import dev.forebay.base.config.ConfigFile;
import dev.forebay.base.config.ConfigReference;
import dev.forebay.base.config.ConfigSchema;
import dev.forebay.server.Features;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForebayConfigTest {
  private static final String FUNCTION = "functions: {bill: {handler: a.B, code: b.jar}};";

  @TempDir private Path folder;

  private ForebayConfig read(String yaml) throws IOException {
    Path file = folder.resolve("forebay.yaml");
    Files.writeString(file, yaml.replace(';', '\n'));
    return Features.ALL.read(folder, name -> null).as(ForebayConfig.class);
  }

  @Test
  void config_empty_isAllDefaults() throws IOException {
    ForebayConfig config = read("");

    assertThat(config.database().embedded()).isTrue();
    assertThat(config.cache().embedded()).isTrue();
    assertThat(config.cache().ttl()).isEqualTo(Duration.ofHours(1));
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.migrations()).isEqualTo("db");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "buckets: {b-1: {triggers: [{function: bil}]}}|2: buckets.b-1.triggers[0].function: there"
            + " is no function \"bil\"; did you mean \"bill\"?",
        "buckets: {b-1: {triggers: [{prefix: x}]}}|2: buckets.b-1.triggers[0]: a trigger has either"
            + " function or loadInto",
        "buckets: {Big_Bucket: {}}|2: buckets.Big_Bucket: a bucket's name has 3 to 63 lower-case"
            + " letters, digits, dots and hyphens",
        "routes: [{method: GET, path: /a, function: bill},;  {method: GET, path: /b, function:"
            + " zzzzzzzz}]|3: routes[1].function: there is no function \"zzzzzzzz\"; the functions"
            + " are bill",
        "routes: [{method: GET, path: /rest/v1/x, function: bill}]|2: routes[0].path: paths under"
            + " /rest are Forebay's own",
        "schedules: {daily: {function: bil, expression: rate(1 day)}}|2: schedules.daily.function:"
            + " there is no function \"bil\"; did you mean \"bill\"?",
        "tables: {t: {cache: {lookup: [a]}}}|2: tables.t.cache.lookup: unknown key; did you mean"
            + " \"lookups\"?",
        "tables: {t: {access: {anonymus: {read: {}}}}}|2: tables.t.access.anonymus: unknown key;"
            + " did you mean \"anonymous\"?",
        "tables: {t: {access: {anonymous: {write: {}}}}}|2: tables.t.access.anonymous.write:"
            + " unknown key; the keys here are read",
        "tables: {t: {access: {anonymous: {read: {columns: []}}}}}|2:"
            + " tables.t.access.anonymous.read: columns names none; leave it out to allow all of"
            + " them",
        "tables: {t: {access: {anonymous: {read: {columns: [id],; rows: 'status=eqq.paid'}}}}}|3:"
            + " tables.t.access.anonymous.read.rows: Unknown operator \"eqq\" in the filter on"
            + " status. Perhaps you meant eq",
        "tables: {t: {access: {anonymous: {read: {rows: 'a=eq.1&order=a'}}}}}|2:"
            + " tables.t.access.anonymous.read.rows: \"a=eq.1&order=a\" is not a filter and nothing"
            + " else. Write filters as in a URL: status=eq.paid&id=gt.5",
        "database: {url: \"mariadb://h/n\"}|2: database: a url needs a user beside it",
      })
  void config_wrong_namesLineKeyAndRemedy(String yaml, String problem) {
    assertThatThrownBy(() -> read(FUNCTION + yaml)).hasMessage("forebay.yaml:" + problem);
  }

  @Test
  void config_ofAccess_opensWhatItNames() throws IOException {
    ForebayConfig config =
        read(
            """
            tables:
              part: {access: {anonymous: {read: {columns: [id, b], rows: "or=(a.eq.1,b.is.null)"}}}}
              whole: {access: {anonymous: {read: {}}}}
              none: {access: {anonymous: {read: }}}
              cached: {cache: {enabled: false}}
            """);
    assertThat(anonymousReads(config, "part"))
        .isEqualTo(new ReadRule(List.of("id", "b"), "or=(a.eq.1,b.is.null)"));
    assertThat(anonymousReads(config, "whole")).isEqualTo(new ReadRule(null, null));
    assertThat(anonymousReads(config, "none")).isNull();
    assertThat(anonymousReads(config, "cached")).isNull();
  }

  private static @Nullable ReadRule anonymousReads(ForebayConfig config, String table) {
    return Objects.requireNonNull(config.tables().get(table)).access().anonymous().read();
  }

  @ParameterizedTest
  @ValueSource(strings = {"billing", "superheroes", "customers"})
  void config_ofEachApplication_isValid(String app) {
    ConfigFile file = Features.ALL.read(Path.of("../apps", app), name -> null);

    assertThat(file.as(ForebayConfig.class).functions()).isNotNull();
  }

  @Test
  void schema_shipped_isTheOneOfTheRecords() throws IOException {
    assertThat(Files.readString(Path.of("../docs/forebay.schema.json")))
        .as("renew with: ./forebay schema > docs/forebay.schema.json")
        .isEqualTo(ConfigSchema.of(Features.ALL.settings(), "forebay.yaml"));
  }

  @Test
  void reference_shipped_isTheOneOfTheRecords() throws IOException {
    assertThat(Files.readString(Path.of("../docs/configuration.md")))
        .as("renew with: ./forebay schema --markdown")
        .contains(ConfigReference.of(Features.ALL.settings()));
  }
}
