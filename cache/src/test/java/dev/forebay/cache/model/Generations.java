package dev.forebay.cache.model;

import static dev.forebay.cache.model.Readers.AT;
import static dev.forebay.cache.model.Readers.TABLE_EPOCH;
import static dev.forebay.cache.model.Readers.TABLE_FILL;
import static dev.forebay.cache.model.Readers.TABLE_LIVE;
import static dev.forebay.cache.model.Readers.get;
import static dev.forebay.cache.model.Readers.name;
import static dev.forebay.cache.model.Readers.set;
import static dev.forebay.cache.model.State.KNOWN;
import static dev.forebay.cache.model.State.LAST_GENERATION;
import static dev.forebay.cache.model.State.LOSSES;
import static dev.forebay.cache.model.State.TABLE_VALUE;

/** How a reader comes to hold the table's generation: it is there, or the reader makes one. */
final class Generations {
  // Where the reader is meanwhile.
  static final int GET = 20;
  private static final int LEASE = 21;
  private static final int FILL = 22;

  private final Bounds bounds;
  private final Mutant mutant;
  private final Redis table;
  private final Holder holder;

  /** Goes on with a reader that holds a generation, or 0. */
  interface Holder {
    void held(State next, int who, int generation);
  }

  public Generations(Bounds bounds, Mutant mutant, Redis table, Holder holder) {
    this.bounds = bounds;
    this.mutant = mutant;
    this.table = table;
    this.holder = holder;
  }

  void steps(State state, int who, Steps steps) {
    switch (get(state, who, AT)) {
      case GET -> hget(state, who, steps);
      case LEASE -> lease(state, who, steps);
      case FILL -> giveUp(state, who, steps);
      default -> throw new IllegalStateException();
    }
  }

  /** The connection has ended. */
  void cut(State state, int who) {
    set(state, who, TABLE_FILL, 0);
    if (get(state, who, AT) >= GET) {
      holder.held(state, who, 0);
    }
  }

  private void hget(State state, int who, Steps steps) {
    State next = state.copy();
    int node = bounds.nodeOfReader(who);
    int epoch = state.get(KNOWN + node);
    if (epoch == 0) {
      table.epoch(next, node);
      steps.take(name("EPOCH", who), next);
    } else if (table.hget(state, epoch)) {
      held("HGET of the table", next, who, state.get(TABLE_VALUE), steps);
    } else if (get(state, who, TABLE_FILL) == 0) {
      set(next, who, TABLE_EPOCH, epoch);
      steps.take(name("HGET of the table, nothing", who), set(next, who, AT, LEASE));
    } else {
      held("HGET of the table, given up", next, who, 0, steps);
    }
  }

  private void lease(State state, int who, Steps steps) {
    State next = state.copy();
    Redis.Reply reply = table.lease(next, get(state, who, TABLE_EPOCH), who, 0);
    switch (reply) {
      case HIT -> held("LEASE of the table, HIT", next, who, state.get(TABLE_VALUE), steps);
      case PEND, WAIT -> held("LEASE of the table, " + reply, next, who, 0, steps);
      case FBEPOCH -> {
        next.set(KNOWN + bounds.nodeOfReader(who), 0);
        held("LEASE of the table, FBEPOCH", next, who, 0, steps);
      }
      default -> {
        if (!next.has(LAST_GENERATION) || mutant != Mutant.GENERATION_IS_USED_AGAIN) {
          next.add(LAST_GENERATION, 1);
        }
        set(next, who, TABLE_FILL, next.get(LAST_GENERATION));
        steps.take(name("LEASE of the table", who), set(next, who, AT, FILL));
        if (state.has(LOSSES)) {
          State late = set(next.copy().add(LOSSES, -1), who, TABLE_FILL, 0);
          held("LEASE of the table, not answered", late, who, 0, steps);
        }
      }
    }
  }

  private void giveUp(State state, int who, Steps steps) {
    if (state.has(LOSSES)) {
      held("FILL of the table, not answered", state.copy().add(LOSSES, -1), who, 0, steps);
    }
  }

  /** What was sent comes to Redis, or never does, where nobody waits for it any more. */
  void deliver(State state, int who, Steps steps) {
    int generation = get(state, who, TABLE_FILL);
    if (generation == 0) {
      return;
    }
    boolean awaited = get(state, who, AT) == FILL;
    State next = set(state.copy(), who, TABLE_FILL, 0);
    boolean live = get(state, who, TABLE_LIVE) == 1;
    Redis.Reply reply = table.fill(next, get(state, who, TABLE_EPOCH), generation, 0, live);
    if (awaited) {
      int result = reply == Redis.Reply.DONE ? generation : 0;
      held("FILL of the table, " + reply, next, who, result, steps);
    } else {
      steps.take(name("FILL of the table, " + reply, who), next);
      State lost = set(state.copy(), who, TABLE_FILL, 0);
      steps.take(name("FILL of the table, lost", who), lost);
    }
  }

  private void held(String step, State next, int who, int generation, Steps steps) {
    holder.held(next, who, generation);
    steps.take(name(step, who), next);
  }
}
