package dev.forebay.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
class BinlogSupportTest {
  private static final TestDatabase DB = TestDatabase.create();

  @AfterAll
  static void drop() {
    DB.close();
  }

  @Test
  void embeddedServer_hasNoObstacle() {
    assertThat(BinlogSupport.of(DB.database()).obstacle(DB.database(), DB.settings())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "log_bin, OFF, set it to ON",
    "binlog_format, MIXED, set it to ROW",
    "binlog_row_image, MINIMAL, set it to FULL",
    "binlog_row_value_options, PARTIAL_JSON, set it to nothing",
    "binlog_transaction_compression, ON, set it to OFF"
  })
  void setting_thatHidesChanges_isAnObstacle(String variable, String value, String remedy) {
    Map<String, String> variables = new HashMap<>(BinlogSupport.of(DB.database()).variables());
    variables.put(variable, value);

    assertThat(new BinlogSupport(variables).obstacle(DB.database(), DB.settings()))
        .contains(
            new BinlogSupport.Obstacle("the server's %s is %s".formatted(variable, value), remedy));
  }

  @Test
  void account_withoutPrivilege_isAnObstacle() {
    String user = "u" + DB.database().name().substring(5, 15);
    DB.run("CREATE USER %s@'127.0.0.1' IDENTIFIED BY 'secret'".formatted(user));
    DatabaseSettings settings = DatabaseSettings.of(DB.settings().url(), user, "secret");

    assertThat(BinlogSupport.of(DB.database()).obstacle(DB.database(), settings))
        .hasValueSatisfying(
            obstacle -> assertThat(obstacle.remedy()).contains("GRANT REPLICATION SLAVE"));
    DB.run("DROP USER %s@'127.0.0.1'".formatted(user));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gtid:0-1-24", "gtid:", "file:binlog.000003:1234", "file:a:b:4"})
  void position_parsed_hasTheSameText(String text) {
    assertThat(BinlogPosition.parse(text).text()).isEqualTo(text);
  }
}
