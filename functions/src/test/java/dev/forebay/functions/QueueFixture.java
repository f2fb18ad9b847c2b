package dev.forebay.functions;

import dev.forebay.functions.jobs.DeadLetter;
import dev.forebay.functions.jobs.JobQueue;
import dev.forebay.functions.jobs.JobSettings;
import dev.forebay.functions.jobs.Target;
import dev.forebay.functions.runtime.HandlerError;
import dev.forebay.functions.runtime.Invocable;
import dev.forebay.functions.runtime.Invocation;
import dev.forebay.functions.runtime.InvocationResult;
import dev.forebay.functions.runtime.InvocationResult.Failure;
import dev.forebay.functions.runtime.InvocationResult.Kind;
import dev.forebay.functions.runtime.InvocationResult.Success;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.migration.OwnTables;
import dev.forebay.testing.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** A database, nodes on it, and what their targets were given. */
public final class QueueFixture implements AutoCloseable {
  /** The pause before the first retry. */
  public static final Duration BACKOFF = Duration.ofMillis(20);

  /** The database, for the test only. */
  public final TestDatabase test = TestDatabase.create();

  /** Its pool. */
  public final Database database = test.database();

  /** The clock of every node. */
  public final TestClock clock = new TestClock();

  /** The payloads that targets were given, in order. */
  public final List<String> received = Collections.synchronizedList(new ArrayList<>());

  private final List<JobQueue> nodes = new ArrayList<>();

  /** With the queue's tables. */
  public QueueFixture() {
    OwnTables.migrate(database, List.of(Functions.TABLES));
  }

  /** A node that is not started; a quick one, so that tests need not wait. */
  public JobQueue node(String id) {
    JobSettings settings =
        new JobSettings(
            id,
            10,
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofDays(1));
    JobQueue node = JobQueue.open(database, settings, clock);
    nodes.add(node);
    return node;
  }

  /** A started node with one target. */
  public JobQueue started(String id, Target... targets) {
    JobQueue node = node(id);
    List.of(targets).forEach(node::register);
    node.start();
    return node;
  }

  /** A target that notes what it gets and then does something. */
  public Target target(String name, Invocable then) {
    Invocable noting =
        invocation -> {
          received.add(text(invocation));
          return then.invoke(invocation);
        };
    return new Target(name, noting, 2, BACKOFF);
  }

  /** Puts an event, in a transaction of its own. */
  public void enqueue(JobQueue node, String eventId, String target, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    database.transaction(
        tx -> {
          node.enqueue(tx, eventId, target, bytes);
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
  public DeadLetter.Content onlyLetter(JobQueue node) {
    List<DeadLetter> letters = node.deadLetters().list(10, OptionalLong.empty());
    if (letters.size() != 1) {
      throw new AssertionError("expected one dead letter: " + letters);
    }
    return node.deadLetters().get(letters.getFirst().id());
  }

  /** The payload as text. */
  public static String text(Invocation invocation) {
    return new String(invocation.payload(), StandardCharsets.UTF_8);
  }

  /** An empty success. */
  public static InvocationResult success() {
    return new Success(new byte[0], "");
  }

  /** A failure with this message. */
  public static InvocationResult failure(Kind kind, String message) {
    return new Failure(
        kind, new HandlerError(message, "test.Error", List.of("a.B.c(B.java:1)"), null), "logged");
  }

  @Override
  public void close() {
    nodes.forEach(JobQueue::close);
    test.close();
  }
}
