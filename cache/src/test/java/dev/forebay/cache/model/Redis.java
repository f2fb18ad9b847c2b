package dev.forebay.cache.model;

import static dev.forebay.cache.model.State.COUNT;
import static dev.forebay.cache.model.State.DIRTY;
import static dev.forebay.cache.model.State.EPOCH;
import static dev.forebay.cache.model.State.FOREIGN;
import static dev.forebay.cache.model.State.INTENTS;
import static dev.forebay.cache.model.State.KNOWN;
import static dev.forebay.cache.model.State.LAST_EPOCH;
import static dev.forebay.cache.model.State.LEASE;
import static dev.forebay.cache.model.State.LEFT_BY;
import static dev.forebay.cache.model.State.TOLD;
import static dev.forebay.cache.model.State.VALUE;
import static dev.forebay.cache.model.State.VALUE_EPOCH;

/** The scripts on one entry, as the Lua files have them. All change the state that they get. */
final class Redis {
  /** What a script answers. */
  enum Reply {
    HIT,
    PEND,
    WAIT,
    LEASE,
    DONE,
    KEPT,
    REFUSED,
    FBEPOCH
  }

  private final Mutant mutant;
  private final int readers;

  Redis(Mutant mutant, int readers) {
    this.mutant = mutant;
    this.readers = readers;
  }

  void epoch(State state, int node) {
    boolean foreign = state.has(FOREIGN) && mutant != Mutant.EPOCH_OUTLIVES_THE_PROCESS;
    if (!state.has(EPOCH) || foreign) {
      bump(state);
    }
    state.set(KNOWN + node, state.get(EPOCH));
  }

  void bump(State state) {
    state.add(LAST_EPOCH, 1).set(EPOCH, state.get(LAST_EPOCH)).set(FOREIGN, 0);
  }

  /** HGET: whether there is a value of the epoch. */
  boolean hget(State state, int epoch) {
    return state.has(VALUE)
        && (state.get(VALUE_EPOCH) == epoch || mutant == Mutant.HIT_NAMES_NO_EPOCH);
  }

  Reply lease(State state, int epoch, int reader) {
    if (state.get(EPOCH) != epoch) {
      return Reply.FBEPOCH;
    }
    if (hget(state, epoch)) {
      return Reply.HIT;
    }
    if (state.has(COUNT) && mutant != Mutant.LEASE_BESIDE_AN_INTENT) {
      return Reply.PEND;
    }
    if (state.has(LEASE)) {
      return Reply.WAIT;
    }
    state.set(VALUE, 0).set(VALUE_EPOCH, 0).set(LEFT_BY, 0).set(LEASE, reader + 1);
    state.set(State.reader(reader, Readers.LIVE), 1);
    return Reply.LEASE;
  }

  Reply fill(State state, int epoch, int value, boolean live) {
    if (state.get(EPOCH) != epoch && mutant != Mutant.FILL_NAMES_NO_EPOCH) {
      return Reply.FBEPOCH;
    }
    boolean leased =
        switch (mutant) {
          case FILL_WITHOUT_A_LEASE -> true;
          case FILL_WITH_ANOTHERS_LEASE -> state.has(LEASE);
          default -> live;
        };
    if (!leased) {
      return Reply.REFUSED;
    }
    store(state, state.get(EPOCH), value, 0);
    return Reply.DONE;
  }

  Reply intent(State state, int epoch, int token) {
    if (state.get(EPOCH) != epoch) {
      return Reply.FBEPOCH;
    }
    if (!state.has(COUNT)) {
      makeRoom(state, epoch);
    }
    int bit = 1 << token;
    if (mutant == Mutant.INTENT_REPLACES_ANOTHER) {
      state.set(INTENTS, bit).set(COUNT, 1);
    } else if ((state.get(INTENTS) & bit) == 0) {
      state.set(INTENTS, state.get(INTENTS) | bit).add(COUNT, 1);
      if (state.get(COUNT) > 1) {
        state.set(DIRTY, 1);
      }
    }
    return Reply.DONE;
  }

  /**
   * FINISH.
   *
   * @param value what it leaves, or 0
   * @param transaction which one has ended, where that is known and the value was read after all of
   *     its changes; or 0
   */
  void finish(State state, int epoch, int token, int value, int transaction) {
    int bit = 1 << token;
    if ((state.get(INTENTS) & bit) == 0) {
      if (mutant != Mutant.FINISH_LEAVES_WHAT_REPLACED_IT) {
        inval(state, 0);
      }
      return;
    }
    state.set(INTENTS, state.get(INTENTS) & ~bit).add(COUNT, -1);
    if (state.has(COUNT) && mutant != Mutant.FINISH_BESIDE_OTHERS) {
      return;
    }
    boolean dirty = state.has(DIRTY) && mutant != Mutant.FINISH_WHILE_DIRTY;
    boolean overtaken = state.has(TOLD) && state.get(TOLD) != transaction;
    drop(state);
    if (!dirty && !overtaken && value != 0 && state.get(EPOCH) == epoch) {
      store(state, epoch, value, transaction);
    }
  }

  /** INVAL, of what a transaction has changed; 0 where it is not known which. */
  Reply inval(State state, int transaction) {
    if (state.has(COUNT)) {
      told(state, transaction);
      return Reply.DONE;
    }
    if (keeps(state, transaction)) {
      return Reply.KEPT;
    }
    if (mutant == Mutant.INVAL_LEAVES_THE_LEASE) {
      state.set(VALUE, 0).set(VALUE_EPOCH, 0).set(LEFT_BY, 0);
    } else {
      drop(state);
    }
    return Reply.DONE;
  }

  /** While intents stand: one transaction may be told of, if it is the one that will end. */
  private void told(State state, int transaction) {
    boolean named = transaction != 0;
    if (named && mutant == Mutant.FINISH_BEHIND_ANOTHERS_INVAL) {
      return;
    }
    if (named && (!state.has(TOLD) || state.get(TOLD) == transaction)) {
      state.set(TOLD, transaction);
    } else if (mutant != Mutant.INVAL_LEAVES_AN_INTENT_CLEAN) {
      state.set(DIRTY, 1);
    }
  }

  /** Whether the value was left by this very transaction. */
  private boolean keeps(State state, int transaction) {
    int by = state.get(LEFT_BY);
    return by != 0
        && transaction != 0
        && switch (mutant) {
          case KEPT_WHOEVER_FINISHED -> true;
          case KEPT_FOR_A_LATER_TRANSACTION -> by <= transaction;
          default -> by == transaction;
        };
  }

  /** The entry is gone. */
  void drop(State state) {
    state.set(VALUE, 0).set(VALUE_EPOCH, 0).set(LEFT_BY, 0);
    state.set(INTENTS, 0).set(COUNT, 0).set(TOLD, 0).set(DIRTY, 0);
    endLease(state);
  }

  /** The lease is gone: what is loaded under it is not stored. */
  void endLease(State state) {
    state.set(LEASE, 0);
    for (int i = 0; i < readers; i++) {
      state.set(State.reader(i, Readers.LIVE), 0).set(State.reader(i, Readers.FILL_LIVE), 0);
    }
  }

  private void makeRoom(State state, int epoch) {
    boolean otherEpoch = state.get(VALUE_EPOCH) != epoch;
    boolean leave =
        mutant == Mutant.INTENT_LEAVES_THE_VALUE
            || (mutant == Mutant.INTENT_LEAVES_VALUES_OF_OTHER_EPOCHS && otherEpoch);
    if (!leave) {
      state.set(VALUE, 0).set(VALUE_EPOCH, 0).set(LEFT_BY, 0);
    }
    if (mutant != Mutant.INTENT_LEAVES_THE_LEASE) {
      endLease(state);
    }
  }

  private void store(State state, int epoch, int value, int transaction) {
    int intents = state.get(INTENTS);
    int count = state.get(COUNT);
    drop(state);
    state.set(VALUE, value).set(VALUE_EPOCH, epoch).set(LEFT_BY, transaction);
    if (mutant == Mutant.FILL_AFTER_PENDING) {
      state.set(INTENTS, intents).set(COUNT, count);
    }
  }
}
