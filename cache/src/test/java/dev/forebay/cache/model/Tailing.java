package dev.forebay.cache.model;

import static dev.forebay.cache.model.State.CRASHES;
import static dev.forebay.cache.model.State.EPOCH;
import static dev.forebay.cache.model.State.INTENTS;
import static dev.forebay.cache.model.State.KNOWN;
import static dev.forebay.cache.model.State.LOCK;
import static dev.forebay.cache.model.State.LOGGED;
import static dev.forebay.cache.model.State.LOST_POSITIONS;
import static dev.forebay.cache.model.State.MARKED;
import static dev.forebay.cache.model.State.NEXT_POSITION;
import static dev.forebay.cache.model.State.POSITION;
import static dev.forebay.cache.model.State.RESOLVED;
import static dev.forebay.cache.model.State.TABLE_INTENTS;
import static dev.forebay.cache.model.State.TAILER;
import static dev.forebay.cache.model.State.VISIBLE;

/** What goes on beside reads and writes: the tailer on the first node, and the resolver. */
final class Tailing {
  private static final int IDLE = 0;
  private static final int INVALIDATING = 1;
  private static final int ANNOUNCING = 2;
  private static final int LOST = 3;
  private static final int UNSURE = 4;
  private static final int SPREADING = 5;
  private static final int ASKING = 6;

  /** The first token that no writer has. */
  private static final int FIRST_TOKEN = 4;

  /** How many the tailer has, one for each position in the log. */
  private static final int TOKENS = 3;

  private static final int ON_THE_TABLE = 16;

  private final boolean tails;
  private final boolean cascades;
  private final boolean overlaps;
  private final int writes;
  private final Mutant mutant;
  private final Redis redis;
  private final Redis entry;
  private final Redis table;

  Tailing(Bounds bounds, Mutant mutant, Redis entry, Redis table) {
    this.tails = bounds.tailed();
    this.cascades = bounds.cascades();
    this.overlaps = bounds.overlaps();
    this.writes = bounds.writes();
    this.mutant = mutant;
    this.entry = entry;
    this.table = table;
    this.redis = bounds.shape() == Bounds.Shape.LIST ? table : entry;
  }

  void steps(State state, Steps steps) {
    resolve(state, steps);
    if (!tails) {
      return;
    }
    switch (state.get(TAILER)) {
      case IDLE -> {
        if (cascades) {
          nextCascade(state, steps);
        } else {
          next(state, steps);
        }
      }
      case ASKING -> ask(state, steps);
      case INVALIDATING -> invalidate(state, steps);
      case ANNOUNCING -> announce(state, steps);
      case LOST -> bump(state, steps);
      case UNSURE -> bumpAgain(state, steps);
      case SPREADING -> spread(state, steps);
      default -> throw new IllegalStateException();
    }
    if (state.get(TAILER) != IDLE && state.has(CRASHES)) {
      steps.take("crash (tailer)", state.copy().add(CRASHES, -1).set(TAILER, IDLE));
    }
  }

  /**
   * The next change. A value that its own transaction has left stays: that has ended, then, and
   * there is nothing more to do.
   */
  private void next(State state, Steps steps) {
    if (state.get(POSITION) < state.get(LOGGED)) {
      State next = state.copy().set(TAILER, ASKING);
      if (mutant == Mutant.POSITION_STORED_BEFORE_INVAL) {
        next.add(POSITION, 1);
      }
      if (invalidateAtFirst(next, state.get(POSITION) + 1) == Redis.Reply.KEPT) {
        steps.take("KEPT", processed(next.set(TAILER, IDLE)));
      } else {
        steps.take("INVAL, at first", next);
      }
    }
    if (state.has(LOST_POSITIONS)) {
      State next = state.copy().add(LOST_POSITIONS, -1).set(NEXT_POSITION, state.get(LOGGED));
      steps.take("position lost", next.set(TAILER, LOST));
    }
  }

  /** The next change of what others refer to: BUMP once it can be read, unless it is marked. */
  private void nextCascade(State state, Steps steps) {
    if (state.get(POSITION) == state.get(LOGGED)) {
      return;
    }
    int transaction = state.get(POSITION) + 1;
    State next = state.copy();
    if ((state.get(MARKED) & (1 << transaction)) != 0
        || mutant == Mutant.CASCADE_TAKEN_FOR_MARKED) {
      steps.take("change, what follows is known", next.add(POSITION, 1));
    } else if (mutant == Mutant.CASCADE_BUMPS_BEFORE_IT_IS_VISIBLE) {
      redis.bump(next);
      next.set(KNOWN, 0).set(NEXT_POSITION, transaction);
      steps.take("BUMP", next.set(TAILER, SPREADING));
    } else {
      next.set(NEXT_POSITION, transaction);
      steps.take("change, what follows is not known", next.set(TAILER, UNSURE));
    }
  }

  private Redis.Reply invalidateAtFirst(State next, int transaction) {
    return redis == table && mutant == Mutant.TAILER_LEAVES_THE_LISTS
        ? Redis.Reply.DONE
        : redis.inval(next, transaction);
  }

  /** A locking read of the row, to know whether the change can be read. */
  private void ask(State state, Steps steps) {
    boolean locked = overlaps ? isLocked(state, state.get(POSITION)) : state.has(LOCK);
    boolean ended = !locked || mutant == Mutant.INVAL_BEFORE_THE_ROW_IS_VISIBLE;
    State next = state.copy().set(TAILER, ended ? INVALIDATING : ANNOUNCING);
    steps.take(ended ? "change, its transaction has ended" : "change, the row is locked", next);
  }

  private void invalidate(State state, Steps steps) {
    State next = state.copy().set(TAILER, IDLE);
    if (redis == entry || mutant != Mutant.TAILER_LEAVES_THE_LISTS) {
      redis.inval(next, transaction(state));
    }
    steps.take("INVAL", processed(next));
  }

  private void announce(State state, Steps steps) {
    State next = state.copy();
    if (!state.has(KNOWN)) {
      redis.epoch(next, 0);
      steps.take("EPOCH (tailer)", next);
    } else if (redis.intent(next, state.get(KNOWN), token(state)) == Redis.Reply.FBEPOCH) {
      steps.take("INTENT, FBEPOCH (tailer)", next.set(KNOWN, 0));
    } else {
      steps.take("INTENT (tailer)", processed(next.set(TAILER, IDLE)));
    }
  }

  private void bump(State state, Steps steps) {
    State next = state.copy();
    if (mutant == Mutant.POSITION_LOST_WITHOUT_BUMP) {
      steps.take("position taken", next.set(POSITION, state.get(NEXT_POSITION)).set(TAILER, IDLE));
    } else {
      redis.bump(next);
      boolean once = mutant == Mutant.BUMP_BEFORE_THE_LOG_IS_VISIBLE;
      steps.take("BUMP", next.set(KNOWN, 0).set(TAILER, once ? SPREADING : UNSURE));
    }
  }

  /** The log is known to be visible up to the new position. */
  private void bumpAgain(State state, Steps steps) {
    if (state.get(VISIBLE) >= state.get(NEXT_POSITION)) {
      State next = state.copy();
      redis.bump(next);
      steps.take("BUMP once more", next.set(KNOWN, 0).set(TAILER, SPREADING));
    }
  }

  /** Nodes learn of the new epoch by STATE; the promise holds for what was lost once all have. */
  private void spread(State state, Steps steps) {
    int known = state.get(KNOWN + 1);
    if (known != 0 && known != state.get(EPOCH)) {
      steps.take("STATE", state.copy().set(KNOWN + 1, 0));
    } else {
      State next = state.copy().set(TAILER, IDLE);
      steps.take("position taken", next.set(POSITION, state.get(NEXT_POSITION)));
    }
  }

  /** SETTLE: a locking read of the row that an intent names, and FINISH without a value. */
  private void resolve(State state, Steps steps) {
    int resolved = state.get(RESOLVED);
    if (resolved != 0) {
      State next = state.copy().set(RESOLVED, 0);
      Redis its = resolved > ON_THE_TABLE ? table : entry;
      its.finish(next, 0, resolved % ON_THE_TABLE - 1, 0, 0);
      steps.take("FINISH (resolver)", next);
      return;
    }
    settle(state, INTENTS, 1, steps);
    settle(state, TABLE_INTENTS, ON_THE_TABLE + 1, steps);
  }

  private void settle(State state, int intents, int mark, Steps steps) {
    for (int token = 0; token < 8; token++) {
      if ((state.get(intents) & (1 << token)) != 0 && hasEnded(state, token)) {
        steps.take("SETTLE (resolver)", state.copy().set(RESOLVED, token + mark));
      }
    }
  }

  /** Whether the row that the intent names can be locked. */
  private boolean hasEnded(State state, int token) {
    boolean locked = overlaps ? isLockedFor(state, token) : state.has(LOCK);
    return !locked || mutant == Mutant.RESOLVER_DOES_NOT_LOCK;
  }

  /** Where each writer has a row of its own. */
  private boolean isLockedFor(State state, int token) {
    return token < FIRST_TOKEN
        ? (state.get(LOCK) & (1 << (token / writes))) != 0
        : isLocked(state, token == FIRST_TOKEN ? TOKENS : token - FIRST_TOKEN);
  }

  /** Whether the row is that the change behind a position in the log is of. */
  private static boolean isLocked(State state, int position) {
    return state.get(VISIBLE) <= position;
  }

  /** The one that the change is of. */
  private int transaction(State state) {
    int done = mutant == Mutant.POSITION_STORED_BEFORE_INVAL ? 1 : 0;
    return state.get(POSITION) + 1 - done;
  }

  private State processed(State state) {
    return mutant == Mutant.POSITION_STORED_BEFORE_INVAL ? state : state.add(POSITION, 1);
  }

  private static int token(State state) {
    return FIRST_TOKEN + state.get(POSITION) % TOKENS;
  }
}
