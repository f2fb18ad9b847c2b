package dev.forebay.cache.model;

import static dev.forebay.cache.model.Readers.AT;
import static dev.forebay.cache.model.Readers.BYPASS;
import static dev.forebay.cache.model.Readers.CAME;
import static dev.forebay.cache.model.Readers.FILLING;
import static dev.forebay.cache.model.Readers.HGET;
import static dev.forebay.cache.model.Readers.JOINED;
import static dev.forebay.cache.model.Readers.LEASING;
import static dev.forebay.cache.model.Readers.LOADING;
import static dev.forebay.cache.model.Readers.ROUND;
import static dev.forebay.cache.model.Readers.STAGE;
import static dev.forebay.cache.model.Readers.VALUE_READ;
import static dev.forebay.cache.model.Readers.get;
import static dev.forebay.cache.model.Readers.set;
import static dev.forebay.cache.model.State.FLIGHT;

/** One load of the entry by each node at a time, which others join. */
final class Flights {
  /** A reader that has started over so often reads the database by itself. */
  private static final int ROUNDS = 1;

  private final Bounds bounds;
  private final Mutant mutant;

  Flights(Bounds bounds, Mutant mutant) {
    this.bounds = bounds;
    this.mutant = mutant;
  }

  State join(State state, int who, int leader) {
    int stage = get(state, leader, STAGE);
    set(state, who, VALUE_READ, stage == LEASING ? 0 : get(state, leader, VALUE_READ));
    return set(set(state, who, AT, JOINED), who, CAME, Math.min(stage, FILLING));
  }

  /** The leader has the value, and so have those who have joined it. */
  State loaded(State state, int leader, int value) {
    set(state, leader, VALUE_READ, value);
    if (get(state, leader, STAGE) == LOADING) {
      for (int i = 0; i < bounds.readers(); i++) {
        if (hasJoined(state, i, leader)) {
          set(state, i, VALUE_READ, value);
        }
      }
    }
    return state;
  }

  /** The flight is over: those who have joined it have a result, or start over. */
  State land(State state, int leader, boolean stored) {
    if (get(state, leader, STAGE) == 0) {
      return state;
    }
    set(state, leader, STAGE, 0).set(FLIGHT + bounds.nodeOfReader(leader), 0);
    for (int i = 0; i < bounds.readers(); i++) {
      if (hasJoined(state, i, leader) && !keeps(state, i, stored)) {
        again(state, i);
      }
    }
    return state;
  }

  State again(State state, int who) {
    boolean enough = get(state, who, ROUND) >= ROUNDS;
    set(state, who, ROUND, get(state, who, ROUND) + 1);
    set(state, who, CAME, 0);
    return set(state, who, AT, enough ? BYPASS : HGET);
  }

  private boolean hasJoined(State state, int who, int leader) {
    return get(state, who, AT) == JOINED && bounds.nodeOfReader(who) == bounds.nodeOfReader(leader);
  }

  private boolean keeps(State state, int who, boolean stored) {
    int came = get(state, who, CAME);
    boolean loaded = get(state, who, VALUE_READ) != 0;
    boolean enough =
        came == LEASING
            || (came == LOADING && (stored || mutant == Mutant.JOIN_DOES_NOT_WAIT_FOR_FILL))
            || (came == FILLING && stored && mutant == Mutant.JOIN_AFTER_FILL_WAS_SENT);
    if (enough && loaded) {
      set(state, who, CAME, LEASING);
    }
    return enough && loaded;
  }
}
