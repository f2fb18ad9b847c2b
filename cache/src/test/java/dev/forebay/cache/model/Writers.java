package dev.forebay.cache.model;

import static dev.forebay.cache.model.State.ACKED;
import static dev.forebay.cache.model.State.CRASHES;
import static dev.forebay.cache.model.State.KNOWN;
import static dev.forebay.cache.model.State.LOCK;
import static dev.forebay.cache.model.State.LOGGED;
import static dev.forebay.cache.model.State.LOSSES;
import static dev.forebay.cache.model.State.MARKED;
import static dev.forebay.cache.model.State.VISIBLE;

import dev.forebay.cache.model.Bounds.Shape;

/** Who writes the row: through Forebay on either node, or by SQL. */
final class Writers {
  // Where a writer is.
  private static final int IDLE = 0;
  private static final int LOCKED = 1;
  private static final int PLACING = 2;
  private static final int PLACED = 3;
  private static final int FAILED = 4;
  private static final int COMMITTING = 5;
  private static final int COMMITTED = 6;
  private static final int FINISHING = 7;
  private static final int DEAD = 8;
  private static final int DEAD_COMMITTING = 9;
  private static final int INVALIDATED = 10;
  private static final int STORED_ELSEWHERE = 11;
  private static final int MISTAKEN = 12;

  // Its places; LEFT is how many writes it has still to make.
  private static final int AT = 0;
  private static final int LEFT = 1;
  private static final int EPOCH = 2;
  private static final int OWN = 3;
  private static final int MESSAGE = 4;
  private static final int MESSAGE_TOKEN = 5;

  // Messages under way to Redis.
  private static final int INTENT = 1;
  private static final int FINISH = 2;
  private static final int FINISH_EMPTY = 3;

  private final Bounds bounds;
  private final Mutant mutant;
  private final Redis redis;
  private final Redis table;

  Writers(Bounds bounds, Mutant mutant, Redis redis, Redis table) {
    this.bounds = bounds;
    this.mutant = mutant;
    this.redis = redis;
    this.table = table;
  }

  void start(State state) {
    for (int i = 0; i < bounds.writers() + bounds.mishaps().directWriters(); i++) {
      set(state, i, LEFT, i < bounds.writers() ? bounds.writes() : 1);
    }
  }

  void steps(State state, Steps steps) {
    for (int i = 0; i < bounds.writers(); i++) {
      write(state, i, steps);
      deliver(state, i, steps);
      crash(state, i, steps);
    }
    for (int i = bounds.writers(); i < bounds.writers() + bounds.mishaps().directWriters(); i++) {
      writeDirectly(state, i, steps);
    }
  }

  /** The connections have ended: who waits for INTENT rolls back; FINISH goes over the next one. */
  State cut(State state) {
    State next = state;
    for (int i = 0; i < bounds.writers(); i++) {
      if (get(next, i, MESSAGE) == INTENT) {
        next = get(next, i, AT) == PLACING ? unlocked(next, i, FAILED) : next;
        set(next, i, MESSAGE, 0);
      }
    }
    return next;
  }

  private void write(State state, int who, Steps steps) {
    switch (get(state, who, AT)) {
      case IDLE -> {
        lock(state, who, LOCKED, steps);
        if (bounds.otherKeys()) {
          lock(state, who, STORED_ELSEWHERE, steps);
        }
      }
      case STORED_ELSEWHERE -> readBack(state, who, steps);
      case LOCKED -> announce(state, who, steps);
      case PLACING -> giveUp(state, who, steps);
      case PLACED, INVALIDATED -> {
        if (mustInvalidate(state, who)) {
          invalidate(state, who, steps);
        } else {
          log(state, who, steps);
        }
        steps.take(name("ROLLBACK", who), unlocked(state, who, FAILED));
      }
      case FAILED -> abandon(state, who, steps);
      case COMMITTING -> commit(state, who, COMMITTED, steps);
      case COMMITTED -> finish(state, who, steps);
      case FINISHING -> answerLate(state, who, steps);
      case DEAD ->
          steps.take(name("ROLLBACK of the dead", who), over(unlocked(state, who, IDLE), who));
      case DEAD_COMMITTING, MISTAKEN -> commit(state, who, IDLE, steps);
      default -> throw new IllegalStateException();
    }
  }

  private void writeDirectly(State state, int who, Steps steps) {
    switch (get(state, who, AT)) {
      case IDLE -> lock(state, who, PLACED, steps);
      case PLACED -> log(state, who, steps);
      case COMMITTING -> commit(state, who, IDLE, steps);
      default -> throw new IllegalStateException();
    }
  }

  private void lock(State state, int who, int then, Steps steps) {
    boolean free = bounds.overlaps() || !state.has(LOCK);
    if (get(state, who, LEFT) > 0 && free && bounds.possible(who, state.get(LOGGED))) {
      State next = state.copy().set(LOCK, state.get(LOCK) | (1 << who));
      String step = then == STORED_ELSEWHERE ? "LOCK of a row that was not named" : "LOCK";
      steps.take(name(step, who), set(next, who, AT, then));
    }
  }

  /**
   * The statement has written this row, and another one was named. That shows once the rows that it
   * has written are read back: the writer goes on with this one, or undoes what it has done.
   */
  private void readBack(State state, int who, Steps steps) {
    if (mutant == Mutant.GIVEN_KEY_TAKEN_FOR_THE_STORED) {
      log(state, who, MISTAKEN, steps);
      return;
    }
    steps.take(name("rows read back", who), set(state.copy(), who, AT, LOCKED));
    State undone = over(unlocked(state, who, IDLE), who);
    steps.take(name("rows read back, ROLLBACK", who), undone);
  }

  private void announce(State state, int who, Steps steps) {
    if (mutant == Mutant.INTENT_AFTER_COMMIT && get(state, who, OWN) == 0) {
      log(state, who, steps);
      return;
    }
    if (mutant == Mutant.CASCADE_WITHOUT_INTENT && bounds.cascades()) {
      log(state, who, steps);
    } else if (tellsNobody(who)) {
      steps.take(name("INTENT left out", who), set(state.copy(), who, AT, PLACED));
    } else if (!state.has(KNOWN + node(who))) {
      State next = state.copy();
      redis.epoch(next, node(who));
      steps.take(name("EPOCH", who), next);
    } else if (get(state, who, MESSAGE) == 0) {
      State next = send(state.copy(), who, INTENT);
      set(next, who, EPOCH, state.get(KNOWN + node(who)));
      boolean waits = mutant != Mutant.INTENT_NOT_WAITED_FOR;
      steps.take(name("INTENT sent", who), set(next, who, AT, waits ? PLACING : PLACED));
    }
  }

  private boolean tellsNobody(int who) {
    return bounds.touchesTable(who)
        && mutant
            == (who < bounds.bulk()
                ? Mutant.BULK_WITHOUT_AN_INTENT
                : Mutant.WRITE_LEAVES_THE_LISTS);
  }

  /** A row that is inserted under a key that is not new may have been there before. */
  private boolean mustInvalidate(State state, int who) {
    return who < bounds.bulk()
        && bounds.shape() == Shape.OLD_ROW
        && get(state, who, AT) == PLACED
        && mutant != Mutant.GIVEN_KEY_WITHOUT_INVAL;
  }

  private void invalidate(State state, int who, Steps steps) {
    State next = set(state.copy(), who, AT, INVALIDATED);
    redis.inval(next, 0);
    steps.take(name("INVAL", who), next);
  }

  /** The entry that the intent is on. */
  private Redis touched(int who) {
    return bounds.touchesTable(who) ? table : redis;
  }

  /** No answer to INTENT in time, though it may be carried out later. */
  private void giveUp(State state, int who, Steps steps) {
    if (state.has(LOSSES)) {
      State next = state.copy().add(LOSSES, -1);
      boolean goesOn = mutant == Mutant.COMMIT_WITHOUT_INTENT;
      steps.take(
          name("INTENT not answered", who),
          goesOn ? set(next, who, AT, PLACED) : unlocked(next, who, FAILED));
    }
  }

  private void log(State state, int who, Steps steps) {
    log(state, who, COMMITTING, steps);
  }

  private void log(State state, int who, int then, Steps steps) {
    State next = state.copy().add(LOGGED, 1);
    set(next, who, OWN, next.get(LOGGED));
    if (bounds.cascades() && who < bounds.writers()) {
      next.set(MARKED, next.get(MARKED) | (1 << next.get(LOGGED)));
    }
    if (mutant == Mutant.FINISH_BEFORE_COMMIT && who < bounds.writers()) {
      int own = next.get(LOGGED);
      int token = token(next, who);
      touched(who).finish(next, get(next, who, EPOCH), token, left(token, own), own);
    }
    steps.take(name("COMMIT logged", who), set(next, who, AT, then));
  }

  /** In the order of the log. */
  private void commit(State state, int who, int then, Steps steps) {
    if (bounds.tailed() && get(state, who, OWN) != state.get(VISIBLE) + 1) {
      return;
    }
    State next = unlocked(state, who, then).add(VISIBLE, 1);
    set(next, who, OWN, next.get(VISIBLE));
    if (mutant == Mutant.INTENT_AFTER_COMMIT && then == COMMITTED) {
      set(next, who, AT, LOCKED);
    }
    if (get(state, who, AT) == MISTAKEN) {
      acknowledge(next, who);
    }
    steps.take(name("COMMIT", who), then == IDLE ? over(next, who) : next);
  }

  private void abandon(State state, int who, Steps steps) {
    if (get(state, who, MESSAGE) == 0) {
      State next = send(state.copy(), who, FINISH_EMPTY);
      steps.take(name("FINISH sent", who), over(next, who));
    }
    steps.take(name("FINISH lost", who), over(state.copy(), who));
  }

  private void finish(State state, int who, Steps steps) {
    if (get(state, who, MESSAGE) == 0) {
      boolean empty = who < bounds.bulk() || bounds.cascades() || bounds.shape() == Shape.LOOKUP;
      State next = send(state.copy(), who, empty ? FINISH_EMPTY : FINISH);
      if (mutant == Mutant.ACKNOWLEDGED_BEFORE_FINISH) {
        acknowledge(next, who);
      }
      steps.take(name("FINISH sent", who), set(next, who, AT, FINISHING));
    }
  }

  private void answerLate(State state, int who, Steps steps) {
    if (state.has(LOSSES)) {
      State next = acknowledge(state.copy().add(LOSSES, -1), who);
      steps.take(name("FINISH not answered, ACK", who), over(next, who));
    }
  }

  /** What was sent comes to Redis; or never does, where nobody waits for it any more. */
  private void deliver(State state, int who, Steps steps) {
    int message = get(state, who, MESSAGE);
    if (message == 0) {
      return;
    }
    if (message == INTENT) {
      deliverIntent(state, who, steps);
    } else {
      deliverFinish(state, who, message, steps);
    }
    boolean awaited = get(state, who, AT) == PLACING || get(state, who, AT) == FINISHING;
    if (!awaited) {
      steps.take(name("message lost", who), set(state.copy(), who, MESSAGE, 0));
    }
  }

  private void deliverIntent(State state, int who, Steps steps) {
    State next = state.copy();
    int token = get(state, who, MESSAGE_TOKEN);
    Redis.Reply reply = touched(who).intent(next, get(state, who, EPOCH), token);
    set(next, who, MESSAGE, 0);
    if (get(state, who, AT) == PLACING) {
      boolean placed = reply == Redis.Reply.DONE;
      boolean late = get(state, who, OWN) != 0;
      set(next, who, AT, !placed ? LOCKED : late ? COMMITTED : PLACED);
      if (!placed) {
        next.set(KNOWN + node(who), 0);
      }
    }
    steps.take(name("INTENT", who), next);
  }

  private void deliverFinish(State state, int who, int message, Steps steps) {
    State next = state.copy();
    int own = message == FINISH ? get(state, who, OWN) : 0;
    int epoch = get(state, who, EPOCH);
    int token = get(state, who, MESSAGE_TOKEN);
    if (bounds.triggers() && own != 0) {
      boolean named = mutant == Mutant.FINISH_NAMES_A_VALUE_READ_TOO_EARLY;
      touched(who).finish(next, epoch, token, own - 1, named ? own : 0);
    } else {
      touched(who).finish(next, epoch, token, left(token, own), own);
    }
    if (state.has(LOSSES)) {
      // Its answer is lost, so it is sent once more.
      steps.take(name("FINISH, once more", who), next.copy().add(LOSSES, -1));
    }
    set(next, who, MESSAGE, 0);
    if (get(state, who, AT) == FINISHING) {
      over(acknowledge(next, who), who);
    }
    steps.take(name("FINISH", who), next);
  }

  /** The value that a transaction has left, or the generation that lists are in from then on. */
  private int left(int token, int own) {
    if (bounds.shape() != Shape.LIST || own == 0) {
      return own;
    }
    return mutant == Mutant.WRITES_LEAVE_THE_SAME_GENERATION ? 1 : token + 1;
  }

  private void crash(State state, int who, Steps steps) {
    int at = get(state, who, AT);
    if (at == IDLE || at == DEAD || at == DEAD_COMMITTING || !state.has(CRASHES)) {
      return;
    }
    State next = state.copy().add(CRASHES, -1);
    switch (at) {
      case LOCKED, STORED_ELSEWHERE, PLACING, PLACED, INVALIDATED -> set(next, who, AT, DEAD);
      case COMMITTING, MISTAKEN -> set(next, who, AT, DEAD_COMMITTING);
      default -> over(next, who);
    }
    steps.take(name("crash", who), next);
  }

  private State unlocked(State state, int who, int then) {
    State next = state.copy();
    next.set(LOCK, next.get(LOCK) & ~(1 << who));
    return set(next, who, AT, then);
  }

  /** What a trigger has done is not promised at once. */
  private State acknowledge(State state, int who) {
    int promised = get(state, who, OWN) - (bounds.triggers() ? 1 : 0);
    return state.set(ACKED, Math.max(state.get(ACKED), promised));
  }

  /** The write has ended, and the writer may begin the next. */
  private static State over(State state, int who) {
    set(state, who, AT, IDLE);
    if (get(state, who, MESSAGE) != FINISH) {
      set(state, who, OWN, 0);
    }
    return set(state, who, LEFT, get(state, who, LEFT) - 1);
  }

  private State send(State state, int who, int message) {
    set(state, who, MESSAGE, message);
    return set(state, who, MESSAGE_TOKEN, token(state, who));
  }

  /** Each write has one. */
  private int token(State state, int who) {
    return who * bounds.writes() + get(state, who, LEFT) - 1;
  }

  private static int node(int who) {
    return who % 2;
  }

  private static int get(State state, int who, int field) {
    return state.get(State.writer(who, field));
  }

  private static State set(State state, int who, int field, int value) {
    return state.set(State.writer(who, field), value);
  }

  private static String name(String step, int who) {
    return step + " (writer " + (who + 1) + ")";
  }
}
