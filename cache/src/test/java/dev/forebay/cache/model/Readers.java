package dev.forebay.cache.model;

import static dev.forebay.cache.model.State.ACKED;
import static dev.forebay.cache.model.State.COUNT;
import static dev.forebay.cache.model.State.FLIGHT;
import static dev.forebay.cache.model.State.KNOWN;
import static dev.forebay.cache.model.State.LOSSES;
import static dev.forebay.cache.model.State.POSITION;
import static dev.forebay.cache.model.State.SEEN;
import static dev.forebay.cache.model.State.VALUE;
import static dev.forebay.cache.model.State.VISIBLE;

import java.util.Optional;

/** Who reads the row: from the cache, under a lease, by joining another's load, or beside it. */
final class Readers {
  // Its places; VALUE_READ is what it has from the database.
  static final int LIVE = 0;
  static final int FILL_LIVE = 1;
  private static final int AT = 2;
  private static final int LEFT = 3;
  private static final int ROUND = 4;
  private static final int FLOOR = 5;
  private static final int EPOCH = 6;
  private static final int VALUE_READ = 7;
  private static final int CAME = 8;
  private static final int FILL = 9;
  private static final int FILL_EPOCH = 10;
  private static final int STAGE = 11;

  // Where a reader is.
  private static final int IDLE = 0;
  private static final int HGET = 1;
  private static final int LEASE = 2;
  private static final int LOAD = 3;
  private static final int LOADED = 4;
  private static final int BYPASS = 5;
  private static final int JOINED = 6;

  // How far the load is that it leads, and that others join; or what it found when it joined one.
  private static final int LEASING = 1;
  private static final int LOADING = 2;
  private static final int FILLING = 3;
  private static final int STORED = 4;
  private static final int NOT_STORED = 5;

  /** A reader that has started over so often reads the database by itself. */
  private static final int ROUNDS = 1;

  private final Bounds bounds;
  private final Mutant mutant;
  private final Redis redis;

  Readers(Bounds bounds, Mutant mutant, Redis redis) {
    this.bounds = bounds;
    this.mutant = mutant;
    this.redis = redis;
  }

  void start(State state) {
    for (int i = 0; i < bounds.readers(); i++) {
      set(state, i, LEFT, bounds.reads());
    }
  }

  void steps(State state, Steps steps) {
    for (int i = 0; i < bounds.readers(); i++) {
      switch (get(state, i, AT)) {
        case IDLE -> begin(state, i, steps);
        case HGET -> hget(state, i, steps);
        case LEASE -> lease(state, i, steps);
        case LOAD -> load(state, i, steps);
        case LOADED -> sendFill(state, i, steps);
        case BYPASS -> bypass(state, i, steps);
        case JOINED -> joined(state, i, steps);
        default -> throw new IllegalStateException();
      }
      fill(state, i, steps);
    }
  }

  /** The connections have ended: who waits for LEASE reads the database, and FILL is lost. */
  State cut(State state) {
    for (int i = 0; i < bounds.readers(); i++) {
      set(state, i, FILL, 0);
      if (get(state, i, AT) == LEASE) {
        set(state, i, AT, BYPASS);
        set(state, i, STAGE, LOADING);
      } else if (get(state, i, STAGE) >= FILLING) {
        land(state, i, false);
      }
    }
    return state;
  }

  private void begin(State state, int who, Steps steps) {
    if (get(state, who, LEFT) > 0) {
      State next = set(state.copy(), who, AT, HGET);
      set(next, who, LEFT, get(state, who, LEFT) - 1);
      set(next, who, ROUND, 0);
      steps.take(name("read", who), set(next, who, FLOOR, floor(state)));
    }
  }

  /** What a read that begins now must not be older than. */
  private int floor(State state) {
    int tailed = Math.min(state.get(POSITION), state.get(VISIBLE));
    int floor = Math.max(state.get(ACKED), tailed);
    return bounds.monotonic() ? Math.max(floor, state.get(SEEN)) : floor;
  }

  private void hget(State state, int who, Steps steps) {
    int node = node(who);
    int epoch = state.get(KNOWN + node);
    if (epoch == 0) {
      State next = state.copy();
      redis.epoch(next, node);
      steps.take(name("EPOCH", who), next);
    } else if (redis.hget(state, epoch)) {
      answer("HGET", state.copy(), who, state.get(VALUE), steps);
    } else if (state.has(FLIGHT + node)) {
      steps.take(name("JOIN", who), join(state.copy(), who, state.get(FLIGHT + node) - 1));
    } else {
      State next = set(state.copy(), who, AT, LEASE).set(FLIGHT + node, who + 1);
      set(next, who, EPOCH, epoch);
      steps.take(name("HGET, nothing", who), set(next, who, STAGE, LEASING));
    }
  }

  private static State join(State state, int who, int leader) {
    int stage = get(state, leader, STAGE);
    set(state, who, VALUE_READ, stage == LEASING ? 0 : get(state, leader, VALUE_READ));
    return set(set(state, who, AT, JOINED), who, CAME, Math.min(stage, FILLING));
  }

  private void lease(State state, int who, Steps steps) {
    State next = state.copy();
    Redis.Reply reply = redis.lease(next, get(state, who, EPOCH), who);
    switch (reply) {
      case HIT -> answer("LEASE, HIT", land(next, who, false), who, state.get(VALUE), steps);
      case PEND, WAIT -> {
        boolean fills = reply == Redis.Reply.PEND && mutant == Mutant.FILL_AFTER_PENDING;
        set(next, who, STAGE, LOADING);
        steps.take(name("LEASE, " + reply, who), set(next, who, AT, fills ? LOAD : BYPASS));
      }
      case FBEPOCH -> {
        next.set(KNOWN + node(who), 0);
        steps.take(name("LEASE, FBEPOCH", who), again(land(next, who, false), who));
      }
      default -> {
        set(next, who, STAGE, LOADING);
        steps.take(name("LEASE", who), set(next, who, AT, LOAD));
        if (state.has(LOSSES)) {
          State late = land(next.copy().add(LOSSES, -1), who, false);
          steps.take(name("LEASE, not answered", who), set(late, who, AT, BYPASS));
        }
      }
    }
  }

  private void load(State state, int who, Steps steps) {
    State next = read(state.copy(), who, state.get(VISIBLE));
    steps.take(name("SELECT", who), set(next, who, AT, LOADED));
  }

  private void sendFill(State state, int who, Steps steps) {
    if (get(state, who, FILL) == 0) {
      State next = set(state.copy(), who, FILL, get(state, who, VALUE_READ));
      set(next, who, FILL_EPOCH, get(state, who, EPOCH));
      set(next, who, FILL_LIVE, get(state, who, LIVE));
      set(next, who, LIVE, 0);
      set(next, who, STAGE, FILLING);
      answer("FILL sent", next, who, get(state, who, VALUE_READ), steps);
    }
  }

  private void bypass(State state, int who, Steps steps) {
    State next = state.copy();
    if (get(state, who, STAGE) == LOADING) {
      next = land(read(next, who, state.get(VISIBLE)), who, false);
    }
    answer("SELECT, not stored", next, who, state.get(VISIBLE), steps);
  }

  private void joined(State state, int who, Steps steps) {
    if (get(state, who, VALUE_READ) != 0 && get(state, who, CAME) == LEASING) {
      answer("joined", state.copy(), who, get(state, who, VALUE_READ), steps);
    }
  }

  /** What was sent comes to Redis; its answer comes later, or not in time. */
  private void fill(State state, int who, Steps steps) {
    int stage = get(state, who, STAGE);
    if (stage == STORED || stage == NOT_STORED) {
      steps.take(name("FILL answered", who), land(state.copy(), who, stage == STORED));
    }
    if (stage == FILLING && state.has(LOSSES)) {
      State late = land(state.copy().add(LOSSES, -1), who, false);
      steps.take(name("FILL not answered", who), late);
    }
    if (get(state, who, FILL) != 0) {
      deliver(state, who, steps);
      if (stage != FILLING) {
        steps.take(name("FILL lost", who), set(state.copy(), who, FILL, 0));
      }
    }
  }

  private void deliver(State state, int who, Steps steps) {
    State next = set(state.copy(), who, FILL, 0);
    boolean live =
        get(state, who, FILL_LIVE) == 1
            || (mutant == Mutant.FILL_AFTER_PENDING && state.has(COUNT));
    Redis.Reply reply = redis.fill(next, get(state, who, FILL_EPOCH), get(state, who, FILL), live);
    if (get(state, who, STAGE) == FILLING) {
      set(next, who, STAGE, reply == Redis.Reply.DONE ? STORED : NOT_STORED);
    }
    steps.take(name("FILL, " + reply, who), next);
  }

  /** The leader has the value, and so have those who have joined it. */
  private State read(State state, int leader, int value) {
    set(state, leader, VALUE_READ, value);
    if (get(state, leader, STAGE) == LOADING) {
      for (int i = 0; i < bounds.readers(); i++) {
        if (get(state, i, AT) == JOINED && node(i) == node(leader)) {
          set(state, i, VALUE_READ, value);
        }
      }
    }
    return state;
  }

  /** The flight is over: those who have joined it have a result, or start over. */
  private State land(State state, int leader, boolean stored) {
    if (get(state, leader, STAGE) == 0) {
      return state;
    }
    set(state, leader, STAGE, 0).set(FLIGHT + node(leader), 0);
    for (int i = 0; i < bounds.readers(); i++) {
      if (get(state, i, AT) == JOINED && node(i) == node(leader) && !keeps(state, i, stored)) {
        again(state, i);
      }
    }
    return state;
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

  private static State again(State state, int who) {
    boolean enough = get(state, who, ROUND) >= ROUNDS;
    set(state, who, ROUND, get(state, who, ROUND) + 1);
    set(state, who, CAME, 0);
    return set(state, who, AT, enough ? BYPASS : HGET);
  }

  private void answer(String step, State next, int who, int value, Steps steps) {
    int floor = get(next, who, FLOOR);
    set(next, who, AT, IDLE);
    set(next, who, FLOOR, 0);
    set(next, who, CAME, 0);
    set(next, who, ROUND, 0);
    set(next, who, EPOCH, 0);
    set(next, who, VALUE_READ, get(next, who, STAGE) == 0 ? 0 : get(next, who, VALUE_READ));
    if (bounds.monotonic()) {
      next.set(SEEN, Math.max(next.get(SEEN), value));
    }
    Optional<String> broken =
        value < floor
            ? Optional.of("a read that began after value " + floor + " answered " + value)
            : Optional.empty();
    steps.take(name(step + " answers " + value, who), next, broken);
  }

  private int node(int who) {
    return bounds.sameNode() ? 0 : (who + 1) % 2;
  }

  private static int get(State state, int who, int field) {
    return state.get(State.reader(who, field));
  }

  private static State set(State state, int who, int field, int value) {
    return state.set(State.reader(who, field), value);
  }

  private static String name(String step, int who) {
    return step + " (reader " + (who + 1) + ")";
  }
}
