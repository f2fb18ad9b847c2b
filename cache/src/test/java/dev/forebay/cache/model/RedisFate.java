package dev.forebay.cache.model;

import static dev.forebay.cache.model.State.COUNT;
import static dev.forebay.cache.model.State.DIRTY;
import static dev.forebay.cache.model.State.DUMP;
import static dev.forebay.cache.model.State.EPOCH;
import static dev.forebay.cache.model.State.FLUSHES;
import static dev.forebay.cache.model.State.FOREIGN;
import static dev.forebay.cache.model.State.KNOWN;
import static dev.forebay.cache.model.State.LEASE;
import static dev.forebay.cache.model.State.RESTARTS;
import static dev.forebay.cache.model.State.VALUE;

import java.util.function.UnaryOperator;

/**
 * What befalls Redis: time passes, keys are evicted, all is flushed, another process takes over.
 */
final class RedisFate {
  private static final int DUMPED = DIRTY - EPOCH + 1;

  private final boolean restarts;
  private final Mutant mutant;
  private final Redis redis;
  private final UnaryOperator<State> cut;

  /**
   * What may befall Redis.
   *
   * @param cut what becomes of those who wait for an answer when their connection ends
   */
  RedisFate(Bounds bounds, Mutant mutant, Redis redis, UnaryOperator<State> cut) {
    this.restarts = bounds.mishaps().restarts() > 0;
    this.mutant = mutant;
    this.redis = redis;
    this.cut = cut;
  }

  void steps(State state, Steps steps) {
    if (state.has(LEASE)) {
      State next = state.copy();
      redis.endLease(next);
      steps.take("lease ends", next);
    }
    boolean evictable = state.has(COUNT) ? mutant == Mutant.INTENT_IS_EVICTED : state.has(VALUE);
    if (evictable) {
      steps.take("eviction", dropped(state));
    }
    if (state.has(FLUSHES)) {
      steps.take("FLUSHALL", dropped(state).add(FLUSHES, -1).set(EPOCH, 0));
    }
    if (restarts) {
      restart(state, steps);
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
      next.set(LEASE, 0).set(FOREIGN, next.has(EPOCH) ? 1 : 0);
      next.set(KNOWN, 0).set(KNOWN + 1, 0);
      steps.take("restart", mutant == Mutant.LINK_OUTLIVES_THE_PROCESS ? next : cut.apply(next));
    }
  }

  private State dropped(State state) {
    State next = state.copy();
    redis.drop(next);
    return next;
  }
}
