package dev.forebay.cache.model;

import static dev.forebay.cache.model.State.COUNT;
import static dev.forebay.cache.model.State.DUMP;
import static dev.forebay.cache.model.State.EPOCH;
import static dev.forebay.cache.model.State.FLUSHES;
import static dev.forebay.cache.model.State.FOREIGN;
import static dev.forebay.cache.model.State.KNOWN;
import static dev.forebay.cache.model.State.LEASE;
import static dev.forebay.cache.model.State.RESTARTS;
import static dev.forebay.cache.model.State.TABLE_COUNT;
import static dev.forebay.cache.model.State.TABLE_LEASE;
import static dev.forebay.cache.model.State.TABLE_VALUE;
import static dev.forebay.cache.model.State.VALUE;

import java.util.function.UnaryOperator;

/**
 * What befalls Redis: time passes, keys are evicted, all is flushed, another process takes over.
 */
final class RedisFate {
  private static final int DUMPED = 1 + 2 * State.ENTRY_SIZE;

  private final boolean restarts;
  private final Mutant mutant;
  private final Redis redis;
  private final Redis table;
  private final UnaryOperator<State> cut;

  /**
   * What may befall Redis.
   *
   * @param cut what becomes of those who wait for an answer when their connection ends
   */
  RedisFate(Bounds bounds, Mutant mutant, Redis redis, Redis table, UnaryOperator<State> cut) {
    this.restarts = bounds.mishaps().restarts() > 0;
    this.mutant = mutant;
    this.redis = redis;
    this.table = table;
    this.cut = cut;
  }

  void steps(State state, Steps steps) {
    age(state, redis, LEASE, COUNT, VALUE, "", steps);
    age(state, table, TABLE_LEASE, TABLE_COUNT, TABLE_VALUE, " of the table", steps);
    if (state.has(FLUSHES)) {
      steps.take("FLUSHALL", dropped(state).add(FLUSHES, -1).set(EPOCH, 0));
    }
    if (restarts) {
      restart(state, steps);
    }
  }

  private void age(
      State state, Redis its, int lease, int count, int value, String what, Steps steps) {
    if (state.has(lease)) {
      State next = state.copy();
      its.endLease(next);
      steps.take("lease ends" + what, next);
    }
    boolean evictable = state.has(count) ? mutant == Mutant.INTENT_IS_EVICTED : state.has(value);
    if (evictable) {
      State next = state.copy();
      its.drop(next);
      steps.take("eviction" + what, next);
    }
  }

  private void restart(State state, Steps steps) {
    if (!state.has(DUMP) && state.has(EPOCH)) {
      State next = state.copy();
      next.move(EPOCH, DUMP, DUMPED);
      steps.take("dump", next);
    }
    if (state.has(RESTARTS)) {
      State next = dropped(state).add(RESTARTS, -1).set(EPOCH, 0);
      next.move(DUMP, EPOCH, DUMPED);
      next.set(LEASE, 0).set(TABLE_LEASE, 0).set(FOREIGN, next.has(EPOCH) ? 1 : 0);
      next.set(KNOWN, 0).set(KNOWN + 1, 0);
      steps.take("restart", mutant == Mutant.LINK_OUTLIVES_THE_PROCESS ? next : cut.apply(next));
    }
  }

  private State dropped(State state) {
    State next = state.copy();
    redis.drop(next);
    table.drop(next);
    for (int generation = 0; generation < State.GENERATIONS; generation++) {
      next.set(State.LISTS + generation, 0);
    }
    return next;
  }
}
