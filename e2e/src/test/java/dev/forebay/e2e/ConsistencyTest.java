package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The promise of docs/consistency.md, checked on two nodes while they and their engines fail.
 *
 * <p>A build has each fault once. {@code -Dforebay.checker.seconds=3600 -Dforebay.checker.seed=7}
 * goes on for an hour.
 */
@Timeout(7 * 24 * 3600)
class ConsistencyTest {
  private static final long SECONDS = Long.getLong("forebay.checker.seconds", 0);
  private static final long SEED = Long.getLong("forebay.checker.seed", 20261121);
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  /** No client is under way for longer. */
  private static final Duration REMEMBERED = Duration.ofSeconds(90);

  private final Random random = new Random(SEED);
  private final Counts faults = new Counts();
  private final Set<History.Violation> violations = new LinkedHashSet<>();

  @Test
  void reads_whileEverythingFails_areNeverOlderThanWhatWasKnown() throws Exception {
    try (ConsistencyRun run = new ConsistencyRun()) {
      run.startClients(SEED);
      long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
      do {
        for (Fault fault : Fault.values()) {
          fault(run, fault);
          pause(500);
        }
        check(run);
      } while (violations.isEmpty() && System.nanoTime() < end);
      recover(run);
      run.stopClients();
      check(run);
      System.out.printf("operations: %s%nfaults: %s%n", run.counts(), faults);
      List<String> strayWrites = run.history().strayWrites();
      System.out.printf(
          "seed %d: %,d violations, %,d stray writes%n",
          SEED, violations.size(), strayWrites.size());
      assertThat(violations).isEmpty();
      assertThat(strayWrites).isEmpty();
      assertThat(run.counts().of(RecordedClient.HIT)).isGreaterThan(100);
      assertThat(run.node(0).get("/metrics").body())
          .containsPattern("forebay_cache_hit_seconds_count [1-9]");
    }
  }

  /** Looks for violations, and forgets what is too long ago to be part of others. */
  private void check(ConsistencyRun run) {
    violations.addAll(run.history().violations());
    run.history().forgetBefore(System.nanoTime() - REMEMBERED.toNanos());
  }

  /** Every node is killed at every step, which takes a while. */
  @Test
  @EnabledIfSystemProperty(named = "forebay.checker", matches = "full")
  void reads_whileNodesDieAtEveryStep_areNeverOlderThanWhatWasKnown() throws Exception {
    try (ConsistencyRun run = new ConsistencyRun()) {
      run.startClients(SEED);
      for (String step : Failpoints.STEPS) {
        dieAt(run, step);
      }
      recover(run);
      run.stopClients();
      assertThat(run.history().violations()).isEmpty();
    }
  }

  /** What goes wrong in a run, one after the other. */
  private enum Fault {
    CONNECTIONS_CUT,
    FLUSHALL,
    REDIS_FROM_A_DUMP,
    REDIS_SLOW,
    REDIS_STOPPED,
    REDIS_KILLED,
    NODE_STOPPED,
    MARIADB_KILLED,
    PRIMARY_SWITCHED,
    NODE_KILLED,
    NODE_KILLED_AT_A_STEP
  }

  private void fault(ConsistencyRun run, Fault fault) throws InterruptedException {
    if (fault != Fault.NODE_KILLED_AT_A_STEP) {
      faults.add(fault.toString());
    }
    RunningForebay node = run.node(random.nextInt(2));
    switch (fault) {
      case CONNECTIONS_CUT -> run.engines().proxy().cut();
      case FLUSHALL -> run.engines().flushall();
      case REDIS_FROM_A_DUMP -> {
        run.engines().saveDump();
        pause(300);
        run.engines().killRedis();
        run.engines().awaitRedis();
        run.engines().dropDump();
      }
      case REDIS_KILLED -> run.engines().killRedis();
      case MARIADB_KILLED -> run.engines().database().kill();
      case PRIMARY_SWITCHED -> run.engines().database().switchOver();
      case NODE_KILLED -> {
        node.kill();
        node.startAgain();
      }
      case NODE_KILLED_AT_A_STEP ->
          dieAt(run, Failpoints.STEPS.get(random.nextInt(Failpoints.STEPS.size())));
      case NODE_STOPPED -> {
        RunningForebay.signal("STOP", node.process().pid());
        pause(1_500);
        RunningForebay.signal("CONT", node.process().pid());
      }
      case REDIS_STOPPED -> {
        run.engines().stopRedis();
        pause(700);
        run.engines().resumeRedis();
      }
      case REDIS_SLOW -> {
        run.engines().proxy().delay(30);
        pause(700);
        run.engines().proxy().delay(0);
      }
    }
  }

  /**
   * A node is started with a step to die at; its clients, or the other node's end, take it there.
   */
  private void dieAt(ConsistencyRun run, String step) throws InterruptedException {
    int which = random.nextInt(2);
    RunningForebay node = run.node(which);
    RunningForebay other = run.node(1 - which);
    boolean settles = step.endsWith("SETTLE");
    arm(node, step, settles ? 1 : 1 + random.nextInt(20));
    if (settles) {
      // What it leaves behind is settled.
      arm(other, "before COMMIT", 1 + random.nextInt(20));
      awaitDeath(other, "before COMMIT");
    } else if (step.endsWith("INVAL")) {
      // So that the node takes over the log.
      restart(other, "");
    }
    awaitDeath(node, step);
    faults.add("NODE_KILLED " + step);
    restart(node, "");
    if (settles) {
      restart(other, "");
    }
  }

  /** It may come to the step before it is ready. */
  private static void arm(RunningForebay node, String step, int passes)
      throws InterruptedException {
    try {
      restart(node, Failpoints.option(node.data(), step, passes));
    } catch (IllegalStateException e) {
      if (node.process().waitFor() != Failpoints.KILLED) {
        throw e;
      }
    }
  }

  private static void awaitDeath(RunningForebay node, String step) {
    Eventually.until("it dies " + step, PATIENCE, () -> !node.process().isAlive());
  }

  private static void restart(RunningForebay node, String options) throws InterruptedException {
    node.kill();
    node.setOptions(options);
    node.startAgain();
  }

  private static void recover(ConsistencyRun run) {
    for (int i = 0; i < 2; i++) {
      RunningForebay node = run.node(i);
      Eventually.until(
          "both nodes serve hits",
          PATIENCE,
          () ->
              node.rest("GET", "registers?id=eq.1", null)
                  .headers()
                  .firstValue("Cache-Status")
                  .orElse("")
                  .endsWith("hit"));
    }
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
