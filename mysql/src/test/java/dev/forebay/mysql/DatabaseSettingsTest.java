package dev.forebay.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forebay.base.config.Secret;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseSettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mariadb://db.example:3307/shop   | db.example:3307 | shop",
        "mysql://db.example/my-shop_2     | db.example:3306 | my-shop_2",
        "mariadb://10.0.0.1/shop          | 10.0.0.1:3306   | shop",
      })
  void url_valid_isRead(String url, String server, String name) {
    DatabaseUrl parsed = DatabaseSettings.of(url, "root", "").parsedUrl();
    assertThat(parsed.server()).isEqualTo(server);
    assertThat(parsed.name()).isEqualTo(name);
  }

  @Test
  void url_ipv6_losesBrackets() {
    assertThat(DatabaseUrl.parse("mariadb://[::1]:3306/shop").host()).isEqualTo("::1");
  }

  @Test
  void url_options_areKept() {
    assertThat(DatabaseUrl.parse("mysql://h/n?sslMode=verify-full&serverSslCert=/a%20b").options())
        .isEqualTo(Map.of("sslMode", "verify-full", "serverSslCert", "/a b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgres://h/n         | url must look like mariadb://host:3306/name",
        "h:3306/n               | url must look like mariadb://host:3306/name",
        "jdbc:mariadb://h/n     | url must look like mariadb://host:3306/name",
        "mariadb:///n           | url must look like mariadb://host:3306/name",
        "mariadb://h            | url must end with the database's name",
        "mariadb://h/           | url must end with the database's name",
        "mariadb://h/a/b        | url must end with the database's name",
        "mariadb://h/a;b        | url must end with the database's name",
        "mariadb://u:secret@h/n | url must not hold the user or password",
        "mariadb://h /n         | url is not a URL (see its character 12)",
        "mariadb://h:99999/n    | url must have a port between 1 and 65535",
        "mariadb://h/n?user=x   | url has the option user; options are sslMode, ",
        "mariadb://h/n?sslMode  | url has the option sslMode",
      })
  void url_wrong_isRefusedWithReason(String url, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatabaseSettings.of(url, "root", ""))
        .withMessageStartingWith(reason)
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''   | 10   | PT5S    | PT30S   | user must not be empty",
        "root | 0    | PT5S    | PT30S   | poolSize must be between 1 and 1000",
        "root | 1001 | PT5S    | PT30S   | poolSize must be between 1 and 1000",
        "root | 10   | PT0.1S  | PT30S   | connectionTimeout must be between 250ms and 1d",
        "root | 10   | PT25H   | PT30S   | connectionTimeout must be between 250ms and 1d",
        "root | 10   | PT5S    | PT0S    | statementTimeout must be between 1ms and 1d",
        "root | 10   | PT5S    | -PT1S   | statementTimeout must be between 1ms and 1d",
      })
  void settings_outOfRange_areRefusedWithReason(
      String user, int poolSize, Duration connection, Duration statement, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DatabaseSettings(
                    "mariadb://h/n", user, new Secret(""), poolSize, connection, statement))
        .withMessage(reason);
  }

  @Test
  void toString_anySettings_hidesSecrets() {
    String url = "mariadb://h/n?trustStore=/t&trustStorePassword=hidden1";
    assertThat(DatabaseSettings.of(url, "root", "hidden2"))
        .asString()
        .contains("mariadb://h:3306/n", "root")
        .doesNotContain("hidden");
  }
}
