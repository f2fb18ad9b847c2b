package dev.forebay.cache.model;

import static dev.forebay.cache.model.State.COUNT;
import static dev.forebay.cache.model.State.FLIGHT;
import static dev.forebay.cache.model.State.KNOWN;
import static dev.forebay.cache.model.State.LOSSES;
import static dev.forebay.cache.model.State.TABLE_VALUE;
import static dev.forebay.cache.model.State.UNDER;
import static dev.forebay.cache.model.State.VALUE;
import static dev.forebay.cache.model.State.VISIBLE;

import dev.forebay.cache.model.Bounds.Shape;
import java.util.Optional;

/** Who reads the row: from the cache, under a lease, by joining another's load, or beside it. */
final class Readers {
  // Its places; VALUE_READ is what it has from the database, HELD the table's generation.
  static final int LIVE = 0;
  static final int FILL_LIVE = 1;
  static final int TABLE_LIVE = 2;
  static final int AT = 3;
  static final int TABLE_EPOCH = 4;
  static final int TABLE_FILL = 5;
  static final int HELD = 6;
  static final int VALUE_READ = 7;
  static final int CAME = 8;
  static final int STAGE = 9;
  static final int FILL = 10;
  static final int FLOOR = 11;
  static final int LEFT = 12;
  static final int ROUND = 13;
  private static final int EPOCH = 14;
  private static final int FILL_EPOCH = 15;
  private static final int FILL_UNDER = 16;
  private static final int VOIDED = 17;

  // Where a reader is; or it is where Generations has it.
  static final int IDLE = 0;
  static final int HGET = 1;
  private static final int CHECK = 2;
  private static final int LEASE = 3;
  private static final int LOAD = 4;
  private static final int LOADED = 5;
  static final int BYPASS = 6;
  static final int JOINED = 7;
  private static final int NOT_HELD = 8;

  // How far the load is that it leads, and that others join; or what it found when it joined one.
  static final int LEASING = 1;
  static final int LOADING = 2;
  static final int FILLING = 3;
  private static final int STORED = 4;
  private static final int NOT_STORED = 5;

  private final Bounds bounds;
  private final Mutant mutant;
  private final Redis redis;
  private final Redis table;
  private final Generations generations;
  private final Flights flights;

  Readers(Bounds bounds, Mutant mutant, Redis redis, Redis table) {
    this.bounds = bounds;
    this.mutant = mutant;
    this.redis = redis;
    this.table = table;
    this.generations = new Generations(bounds, mutant, table, this::held);
    this.flights = new Flights(bounds, mutant);
  }

  void start(State state) {
    boolean alike = bounds.shape() != Shape.LIST;
    for (int i = 0; i < bounds.readers(); i++) {
      set(state, i, LEFT, i == 0 || alike ? bounds.reads() : 1);
    }
  }

  void steps(State state, Steps steps) {
    for (int i = 0; i < bounds.readers(); i++) {
      switch (get(state, i, AT)) {
        case IDLE -> begin(state, i, steps);
        case HGET -> hget(state, i, steps);
        case CHECK -> check(state, i, steps);
        case LEASE -> lease(state, i, steps);
        case LOAD -> load(state, i, steps);
        case LOADED -> sendFill(state, i, steps);
        case BYPASS -> bypass(state, i, steps);
        case NOT_HELD -> notHeld(state, i, steps);
        case JOINED -> joined(state, i, steps);
        default -> generations.steps(state, i, steps);
      }
      fill(state, i, steps);
      generations.deliver(state, i, steps);
    }
  }

  /** The connections have ended: who waits for LEASE reads the database, and FILL is lost. */
  State cut(State state) {
    for (int i = 0; i < bounds.readers(); i++) {
      set(state, i, FILL, 0);
      generations.cut(state, i);
      if (get(state, i, AT) == LEASE) {
        set(state, i, AT, BYPASS);
        set(state, i, STAGE, LOADING);
      } else if (get(state, i, STAGE) >= FILLING) {
        flights.land(state, i, false);
      }
    }
    return state;
  }

  private void begin(State state, int who, Steps steps) {
    if (get(state, who, LEFT) > 0) {
      State next = set(state.copy(), who, AT, HGET);
      set(next, who, LEFT, get(state, who, LEFT) - 1);
      set(next, who, ROUND, 0);
      steps.take(name("read", who), set(next, who, FLOOR, bounds.floor(state)));
    }
  }

  private void hget(State state, int who, Steps steps) {
    int node = bounds.nodeOfReader(who);
    int epoch = state.get(KNOWN + node);
    if (epoch == 0) {
      State next = state.copy();
      redis.epoch(next, node);
      steps.take(name("EPOCH", who), next);
    } else if (!redis.hget(state, epoch)) {
      miss("HGET, nothing", state.copy(), who, steps);
    } else if (state.has(UNDER) && mutant != Mutant.GENERATION_IS_NOT_CHECKED) {
      State next = set(state.copy(), who, AT, CHECK);
      set(next, who, VOIDED, state.get(UNDER));
      steps.take(name("HGET", who), set(next, who, VALUE_READ, state.get(VALUE)));
    } else {
      answer("HGET", state.copy(), who, state.get(VALUE), steps);
    }
  }

  /** What was read under a generation is there only as long as the table's entry holds it. */
  private void check(State state, int who, Steps steps) {
    int epoch = state.get(KNOWN + bounds.nodeOfReader(who));
    if (epoch == 0) {
      State next = state.copy();
      redis.epoch(next, bounds.nodeOfReader(who));
      steps.take(name("EPOCH", who), next);
    } else if (table.hget(state, epoch) && state.get(TABLE_VALUE) == get(state, who, VOIDED)) {
      answer("HGET of the table", state.copy(), who, get(state, who, VALUE_READ), steps);
    } else {
      miss("HGET of the table, void", state.copy(), who, steps);
    }
  }

  private void miss(String step, State next, int who, Steps steps) {
    int node = bounds.nodeOfReader(who);
    if (next.has(FLIGHT + node)) {
      steps.take(name("JOIN", who), flights.join(next, who, next.get(FLIGHT + node) - 1));
    } else {
      set(next, who, AT, LEASE).set(FLIGHT + node, who + 1);
      set(next, who, EPOCH, next.get(KNOWN + node));
      set(next, who, VALUE_READ, 0);
      steps.take(name(step, who), set(next, who, STAGE, LEASING));
    }
  }

  private void lease(State state, int who, Steps steps) {
    State next = state.copy();
    int voided = get(state, who, VOIDED);
    Redis.Reply reply = redis.lease(next, get(state, who, EPOCH), who, voided);
    switch (reply) {
      case HIT -> hit(state, next, who, steps);
      case PEND, WAIT -> {
        boolean fills = reply == Redis.Reply.PEND && mutant == Mutant.FILL_AFTER_PENDING;
        set(next, who, STAGE, LOADING);
        steps.take(name("LEASE, " + reply, who), set(next, who, AT, fills ? LOAD : BYPASS));
      }
      case FBEPOCH -> {
        next.set(KNOWN + bounds.nodeOfReader(who), 0);
        again("LEASE, FBEPOCH", next, who, steps);
      }
      default -> {
        set(next, who, STAGE, LOADING);
        boolean lookup = bounds.shape() == Shape.LOOKUP;
        boolean mustHold = lookup && mutant != Mutant.LOOKUP_WITHOUT_A_GENERATION;
        steps.take(name("LEASE", who), set(next, who, AT, mustHold ? Generations.GET : LOAD));
        if (state.has(LOSSES)) {
          State late = flights.land(next.copy().add(LOSSES, -1), who, false);
          steps.take(name("LEASE, not answered", who), set(late, who, AT, BYPASS));
        }
      }
    }
  }

  /** A value that has come in between; whether its generation holds is seen by starting over. */
  private void hit(State state, State next, int who, Steps steps) {
    if (state.has(UNDER)) {
      again("LEASE, HIT under a generation", next, who, steps);
    } else {
      answer("LEASE, HIT", flights.land(next, who, false), who, state.get(VALUE), steps);
    }
  }

  private void again(String step, State next, int who, Steps steps) {
    set(next, who, VOIDED, 0);
    steps.take(name(step, who), flights.again(flights.land(next, who, false), who));
  }

  /** The database is read; once more, under a generation, where the row is not there. */
  private void load(State state, int who, Steps steps) {
    int value = state.get(VISIBLE);
    State next = state.copy();
    boolean mustHold = bounds.absent(value) && get(state, who, HELD) == 0;
    if (mustHold && mutant != Mutant.NOT_FOUND_WITHOUT_A_GENERATION) {
      set(next, who, VALUE_READ, value);
      steps.take(name("SELECT, no row", who), set(next, who, AT, Generations.GET));
    } else {
      flights.loaded(next, who, value);
      steps.take(name("SELECT", who), set(next, who, AT, LOADED));
    }
  }

  /** What is read from now on may be stored under this generation; 0 where there is none. */
  private void held(State next, int who, int generation) {
    set(next, who, HELD, generation);
    boolean read = get(next, who, VALUE_READ) != 0;
    boolean late = read && mutant == Mutant.GENERATION_AFTER_THE_DATABASE;
    if (read && (late || generation == 0)) {
      flights.loaded(next, who, get(next, who, VALUE_READ));
    }
    int bypass = read ? NOT_HELD : BYPASS;
    set(next, who, AT, generation == 0 ? bypass : late ? LOADED : LOAD);
  }

  private void sendFill(State state, int who, Steps steps) {
    if (get(state, who, FILL) == 0) {
      int value = get(state, who, VALUE_READ);
      boolean under = bounds.shape() == Shape.LOOKUP || bounds.absent(value);
      State next = set(state.copy(), who, FILL, value);
      set(next, who, FILL_UNDER, under ? get(state, who, HELD) : 0);
      set(next, who, FILL_EPOCH, get(state, who, EPOCH));
      set(next, who, FILL_LIVE, get(state, who, LIVE));
      set(next, who, LIVE, 0);
      set(next, who, STAGE, FILLING);
      answer("FILL sent", next, who, value, steps);
    }
  }

  private void bypass(State state, int who, Steps steps) {
    State next = state.copy();
    int value = state.get(VISIBLE);
    if (get(state, who, STAGE) == LOADING) {
      flights.land(flights.loaded(next, who, value), who, false);
    }
    answer("SELECT, not stored", next, who, value, steps);
  }

  /** It has been read that there is no row, and that is not stored. */
  private void notHeld(State state, int who, Steps steps) {
    State next = flights.land(state.copy(), who, false);
    answer("no generation", next, who, get(state, who, VALUE_READ), steps);
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
      State next = flights.land(state.copy(), who, stage == STORED);
      steps.take(name("FILL answered", who), next);
    }
    if (stage == FILLING && state.has(LOSSES)) {
      State late = flights.land(state.copy().add(LOSSES, -1), who, false);
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
    set(next, who, FILL_UNDER, 0);
    boolean live =
        get(state, who, FILL_LIVE) == 1
            || (mutant == Mutant.FILL_AFTER_PENDING && state.has(COUNT));
    int value = get(state, who, FILL);
    int under = get(state, who, FILL_UNDER);
    Redis.Reply reply = redis.fill(next, get(state, who, FILL_EPOCH), value, under, live);
    if (get(state, who, STAGE) == FILLING) {
      boolean trusted = under == 0 || mutant == Mutant.JOIN_TRUSTS_A_FILL_UNDER_A_GENERATION;
      set(next, who, STAGE, reply == Redis.Reply.DONE && trusted ? STORED : NOT_STORED);
    }
    steps.take(name("FILL, " + reply, who), next);
  }

  private void answer(String step, State next, int who, int value, Steps steps) {
    Optional<String> broken = bounds.answered(next, value, get(next, who, FLOOR));
    set(next, who, AT, IDLE);
    set(next, who, FLOOR, 0);
    set(next, who, CAME, 0);
    set(next, who, ROUND, 0);
    set(next, who, EPOCH, 0);
    set(next, who, VOIDED, 0);
    set(next, who, HELD, 0);
    set(next, who, VALUE_READ, get(next, who, STAGE) == 0 ? 0 : get(next, who, VALUE_READ));
    steps.take(name(step + " answers " + value, who), next, broken);
  }

  static int get(State state, int who, int field) {
    return state.get(State.reader(who, field));
  }

  static State set(State state, int who, int field, int value) {
    return state.set(State.reader(who, field), value);
  }

  static String name(String step, int who) {
    return step + " (reader " + (who + 1) + ")";
  }
}
