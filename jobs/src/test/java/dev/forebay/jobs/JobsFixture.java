package dev.forebay.jobs;

import dev.forebay.jobs.kind.JobAttempt;
import dev.forebay.jobs.kind.JobError;
import dev.forebay.jobs.kind.JobHandler;
import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.kind.JobOutcome;
import dev.forebay.jobs.kind.JobOutcome.Done;
import dev.forebay.jobs.kind.JobOutcome.Failed;
import dev.forebay.jobs.kind.JobOutcome.FailedForGood;
import dev.forebay.jobs.kind.RetryPolicy;
import dev.forebay.jobs.table.DeadLetter;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.migration.OwnTables;
import dev.forebay.testing.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A database, nodes on it, and what their handlers were given. */
public final class JobsFixture implements AutoCloseable {
  /** The pause before the first retry. */
  public static final Duration BACKOFF = Duration.ofMillis(20);

  /** Two retries. */
  public static final RetryPolicy RETRY = new RetryPolicy(2, BACKOFF, Duration.ofHours(1));

  /** The lane of the kinds; there is one more, "loads", with two workers. */
  public static final String LANE = "functions";

  /** The database, for the test only. */
  public final TestDatabase test = TestDatabase.create();

  /** Its pool. */
  public final Database database = test.database();

  /** The clock of every node. */
  public final TestClock clock = new TestClock();

  /** What its nodes measure. */
  public final MeterRegistry meters = new SimpleMeterRegistry();

  /** The payloads that handlers were given, in order. */
  public final List<String> received = Collections.synchronizedList(new ArrayList<>());

  private final List<Jobs> nodes = new ArrayList<>();

  /** With the queue's tables. */
  public JobsFixture() {
    OwnTables.migrate(database, List.of(Jobs.TABLES));
  }

  /** A node that is not started; a quick one, so that tests need not wait. */
  public Jobs node(String id) {
    JobSettings settings =
        new JobSettings(
            id,
            Map.of(LANE, 10, "loads", 2),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofDays(1));
    Jobs node = Jobs.open(database, settings, meters, clock);
    nodes.add(node);
    return node;
  }

  /** A started node with these kinds. */
  public Jobs started(String id, JobKind... kinds) {
    Jobs node = node(id);
    List.of(kinds).forEach(node::register);
    node.start();
    return node;
  }

  /** A kind whose handler notes what it gets and then does something. */
  public JobKind kind(String name, JobHandler then) {
    JobHandler noting =
        attempt -> {
          received.add(text(attempt));
          return then.run(attempt);
        };
    return new JobKind(name, LANE, noting, RETRY, null);
  }

  /** Puts an event, in a transaction of its own. */
  public void enqueue(Jobs node, String eventId, String kind, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    database.transaction(
        tx -> {
          node.enqueue(tx, eventId, kind, bytes);
          return eventId;
        });
  }

  /** The jobs that wait or run. */
  public long jobs() {
    return count("SELECT COUNT(*) FROM forebay_jobs WHERE task_name NOT LIKE 'recurring:%'");
  }

  /** The only number of the only row. */
  public long count(String query) {
    return database.read(
        session -> session.queryOne(query, List.of(), row -> row.longValue(1)).orElseThrow());
  }

  /** Waits until every event has ended. */
  public void awaitNoJobs() {
    Eventually.until("all jobs have ended", () -> jobs() == 0);
  }

  /** The dead letter; there must be one. */
  public DeadLetter.Content onlyLetter(Jobs node) {
    List<DeadLetter> letters = node.deadLetters().list(10, OptionalLong.empty());
    if (letters.size() != 1) {
      throw new AssertionError("expected one dead letter: " + letters);
    }
    return node.deadLetters().get(letters.getFirst().id());
  }

  /** The payload as text. */
  public static String text(JobAttempt attempt) {
    return new String(attempt.payload(), StandardCharsets.UTF_8);
  }

  /** A success. */
  public static JobOutcome success() {
    return new Done();
  }

  /** A failure with this message. */
  public static JobOutcome failure(String message) {
    return new Failed(error(message), "logged");
  }

  /** A failure with this message that no attempt can mend. */
  public static JobOutcome failureForGood(String message) {
    return new FailedForGood(error(message), "logged");
  }

  private static JobError error(String message) {
    String json =
        """
        {"errorMessage":"%s","errorType":"test.Error","stackTrace":["a.B.c(B.java:1)"]}\
        """
            .formatted(message);
    return new JobError("test.Error", message, json);
  }

  @Override
  public void close() {
    nodes.forEach(Jobs::close);
    test.close();
  }
}
