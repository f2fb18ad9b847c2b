package dev.forebay.cache.model;

import static dev.forebay.cache.model.State.EPOCH;
import static dev.forebay.cache.model.State.FOREIGN;
import static dev.forebay.cache.model.State.KNOWN;
import static dev.forebay.cache.model.State.LAST_EPOCH;

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
  private final int live;
  private final int fillLive;
  private final int value;
  private final int valueEpoch;
  private final int under;
  private final int leftBy;
  private final int lease;
  private final int intents;
  private final int count;
  private final int told;
  private final int dirty;

  private Redis(Mutant mutant, int readers, boolean ofTable) {
    int shift = ofTable ? State.ENTRY_SIZE : 0;
    this.mutant = mutant;
    this.readers = readers;
    this.live = ofTable ? Readers.TABLE_LIVE : Readers.LIVE;
    this.fillLive = ofTable ? Readers.TABLE_LIVE : Readers.FILL_LIVE;
    this.value = State.VALUE + shift;
    this.valueEpoch = State.VALUE_EPOCH + shift;
    this.under = State.UNDER + shift;
    this.leftBy = State.LEFT_BY + shift;
    this.lease = State.LEASE + shift;
    this.intents = State.INTENTS + shift;
    this.count = State.COUNT + shift;
    this.told = State.TOLD + shift;
    this.dirty = State.DIRTY + shift;
  }

  /** The scripts on the row's or lookup's entry. */
  static Redis entry(Mutant mutant, int readers) {
    return new Redis(mutant, readers, false);
  }

  /** The scripts on the table's entry. */
  static Redis table(Mutant mutant, int readers) {
    return new Redis(mutant, readers, true);
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
    return state.has(value)
        && (state.get(valueEpoch) == epoch || mutant == Mutant.HIT_NAMES_NO_EPOCH);
  }

  /** LEASE; a value that was read under the void generation counts for none. */
  Reply lease(State state, int epoch, int reader, int voided) {
    if (state.get(EPOCH) != epoch) {
      return Reply.FBEPOCH;
    }
    if (hget(state, epoch) && (voided == 0 || state.get(under) != voided)) {
      return Reply.HIT;
    }
    if (state.has(count) && mutant != Mutant.LEASE_BESIDE_AN_INTENT) {
      return Reply.PEND;
    }
    if (state.has(lease)) {
      return Reply.WAIT;
    }
    state.set(value, 0).set(valueEpoch, 0).set(under, 0).set(leftBy, 0).set(lease, reader + 1);
    state.set(State.reader(reader, live), 1);
    return Reply.LEASE;
  }

  Reply fill(State state, int epoch, int filled, int generation, boolean live) {
    if (state.get(EPOCH) != epoch && mutant != Mutant.FILL_NAMES_NO_EPOCH) {
      return Reply.FBEPOCH;
    }
    boolean leased =
        switch (mutant) {
          case FILL_WITHOUT_A_LEASE -> true;
          case FILL_WITH_ANOTHERS_LEASE -> state.has(lease);
          default -> live;
        };
    if (!leased) {
      return Reply.REFUSED;
    }
    store(state, state.get(EPOCH), filled, 0);
    state.set(under, generation);
    return Reply.DONE;
  }

  Reply intent(State state, int epoch, int token) {
    if (state.get(EPOCH) != epoch) {
      return Reply.FBEPOCH;
    }
    if (!state.has(count)) {
      makeRoom(state, epoch);
    }
    int bit = 1 << token;
    if (mutant == Mutant.INTENT_REPLACES_ANOTHER) {
      state.set(intents, bit).set(count, 1);
    } else if ((state.get(intents) & bit) == 0) {
      state.set(intents, state.get(intents) | bit).add(count, 1);
      if (state.get(count) > 1) {
        state.set(dirty, 1);
      }
    }
    return Reply.DONE;
  }

  /**
   * FINISH.
   *
   * @param written what it leaves, or 0
   * @param transaction which one has ended, where that is known and the value was read after all of
   *     its changes; or 0
   */
  void finish(State state, int epoch, int token, int written, int transaction) {
    int bit = 1 << token;
    if ((state.get(intents) & bit) == 0) {
      if (mutant != Mutant.FINISH_LEAVES_WHAT_REPLACED_IT) {
        inval(state, 0);
      }
      return;
    }
    state.set(intents, state.get(intents) & ~bit).add(count, -1);
    if (state.has(count) && mutant != Mutant.FINISH_BESIDE_OTHERS) {
      return;
    }
    boolean overlapped = state.has(dirty) && mutant != Mutant.FINISH_WHILE_DIRTY;
    boolean overtaken = state.has(told) && state.get(told) != transaction;
    drop(state);
    if (!overlapped && !overtaken && written != 0 && state.get(EPOCH) == epoch) {
      store(state, epoch, written, transaction);
    }
  }

  /** INVAL, of what a transaction has changed; 0 where it is not known which. */
  Reply inval(State state, int transaction) {
    if (state.has(count)) {
      told(state, transaction);
      return Reply.DONE;
    }
    if (keeps(state, transaction)) {
      return Reply.KEPT;
    }
    if (mutant == Mutant.INVAL_LEAVES_THE_LEASE) {
      state.set(value, 0).set(valueEpoch, 0).set(under, 0).set(leftBy, 0);
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
    if (named && (!state.has(told) || state.get(told) == transaction)) {
      state.set(told, transaction);
    } else if (mutant != Mutant.INVAL_LEAVES_AN_INTENT_CLEAN) {
      state.set(dirty, 1);
    }
  }

  /** Whether the value was left by this very transaction. */
  private boolean keeps(State state, int transaction) {
    int by = state.get(leftBy);
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
    state.set(value, 0).set(valueEpoch, 0).set(under, 0).set(leftBy, 0);
    state.set(intents, 0).set(count, 0).set(told, 0).set(dirty, 0);
    endLease(state);
  }

  /** The lease is gone: what is loaded under it is not stored. */
  void endLease(State state) {
    state.set(lease, 0);
    for (int i = 0; i < readers; i++) {
      state.set(State.reader(i, live), 0).set(State.reader(i, fillLive), 0);
    }
  }

  private void makeRoom(State state, int epoch) {
    boolean otherEpoch = state.get(valueEpoch) != epoch;
    boolean leave =
        mutant == Mutant.INTENT_LEAVES_THE_VALUE
            || (mutant == Mutant.INTENT_LEAVES_VALUES_OF_OTHER_EPOCHS && otherEpoch);
    if (!leave) {
      state.set(value, 0).set(valueEpoch, 0).set(under, 0).set(leftBy, 0);
    }
    if (mutant != Mutant.INTENT_LEAVES_THE_LEASE) {
      endLease(state);
    }
  }

  private void store(State state, int epoch, int stored, int transaction) {
    int standing = state.get(intents);
    int number = state.get(count);
    drop(state);
    state.set(value, stored).set(valueEpoch, epoch).set(leftBy, transaction);
    if (mutant == Mutant.FILL_AFTER_PENDING) {
      state.set(intents, standing).set(count, number);
    }
  }
}
