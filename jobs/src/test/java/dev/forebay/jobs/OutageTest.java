package dev.forebay.jobs;

import static dev.forebay.jobs.JobsFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Eventually;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@EveryServer
class OutageTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.forebay.jobs");

  private final JobsFixture fixture = new JobsFixture();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @AfterEach
  void close() throws SQLException {
    LOG.detachAppender(lines);
    LOG.setLevel(null);
    readOnly("OFF");
    Eventually.until("it takes writes again", () -> !fixture.database.isReadOnly());
    fixture.close();
  }

  @Test
  void server_thatIsReadOnlyForAWhile_isOneLineAndThenAnother() throws SQLException {
    CountDownLatch gate = new CountDownLatch(1);
    Jobs node =
        fixture.started(
            "a",
            fixture.kind(
                "bill",
                attempt -> {
                  gate.await();
                  return success();
                }));
    fixture.enqueue(node, "e1", "bill", "{}");
    Eventually.until("it runs", () -> !fixture.received.isEmpty());
    LOG.setLevel(Level.INFO);
    lines.start();
    LOG.addAppender(lines);
    readOnly("ON");
    Eventually.until("it is noticed", () -> !messages().isEmpty());
    gate.countDown();
    readOnly("OFF");
    fixture.awaitNoJobs();
    Eventually.until("it is over", () -> messages().size() > 1);
    // Whether a look or a refused statement comes first is a matter of moments; each is told once.
    assertThat(messages()).hasSize(2);
    assertThat(messages().getFirst())
        .isIn(
            "Jobs wait: The database is read-only",
            "Jobs wait: The database is failing over to another server");
    assertThat(messages().getLast()).isEqualTo("Jobs are taken again");
  }

  /** Beside the pool, whose connections are not given to anybody meanwhile. */
  private void readOnly(String state) throws SQLException {
    DatabaseSettings server = fixture.test.settings();
    String url = "jdbc:" + server.url() + "?allowPublicKeyRetrieval=true";
    try (Connection connection =
            DriverManager.getConnection(url, server.user(), server.password().value());
        Statement statement = connection.createStatement()) {
      statement.execute("SET GLOBAL read_only = " + state);
    }
  }

  private List<String> messages() {
    return List.copyOf(lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
