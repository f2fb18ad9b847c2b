package dev.forebay.cache.model;

import static dev.forebay.cache.model.Readers.AT;
import static dev.forebay.cache.model.Readers.FILL;
import static dev.forebay.cache.model.Readers.FLOOR;
import static dev.forebay.cache.model.Readers.HELD;
import static dev.forebay.cache.model.Readers.IDLE;
import static dev.forebay.cache.model.Readers.LEFT;
import static dev.forebay.cache.model.Readers.TABLE_FILL;
import static dev.forebay.cache.model.Readers.VALUE_READ;
import static dev.forebay.cache.model.Readers.get;
import static dev.forebay.cache.model.Readers.name;
import static dev.forebay.cache.model.Readers.set;
import static dev.forebay.cache.model.State.LISTS;
import static dev.forebay.cache.model.State.TABLE_VALUE;
import static dev.forebay.cache.model.State.VISIBLE;

import java.util.Optional;

/**
 * Who reads a list: under the generation that they hold, from the cache or from the database. The
 * list's entry has neither intents nor, here, leases and epochs: whoever holds a generation may
 * store under it, as often and as late as it likes. What is right so is right with them.
 */
final class ListReaders {
  private static final int HGET = 1;
  private static final int SELECT = 2;
  private static final int BYPASS = 3;
  private static final int LOADED = 4;

  /** The generation that the FILL under way names. */
  private static final int FILL_UNDER = Readers.CAME;

  private final Bounds bounds;
  private final Mutant mutant;
  private final Generations generations;

  ListReaders(Bounds bounds, Mutant mutant, Redis table) {
    this.bounds = bounds;
    this.mutant = mutant;
    this.generations = new Generations(bounds, mutant, table, ListReaders::held);
  }

  void steps(State state, Steps steps) {
    for (int i = 0; i < bounds.readers(); i++) {
      switch (get(state, i, AT)) {
        case IDLE -> begin(state, i, steps);
        case HGET -> hget(state, i, steps);
        case SELECT -> select(state, i, steps);
        case LOADED -> sendFill(state, i, steps);
        case BYPASS -> answer("SELECT, not stored", state.copy(), i, state.get(VISIBLE), steps);
        default -> generations.steps(state, i, steps);
      }
      fill(state, i, steps);
      generations.deliver(state, i, steps);
    }
  }

  /** The connections have ended. */
  State cut(State state) {
    for (int i = 0; i < bounds.readers(); i++) {
      set(state, i, FILL, 0);
      set(state, i, FILL_UNDER, 0);
      set(state, i, TABLE_FILL, 0);
      if (get(state, i, AT) != IDLE) {
        set(state, i, AT, BYPASS);
      }
    }
    return state;
  }

  private void begin(State state, int who, Steps steps) {
    if (get(state, who, LEFT) > 0) {
      State next = set(state.copy(), who, AT, Generations.GET);
      set(next, who, LEFT, get(state, who, LEFT) - 1);
      steps.take(name("read", who), set(next, who, FLOOR, bounds.floor(state)));
    }
  }

  private static void held(State next, int who, int generation) {
    set(next, who, HELD, generation);
    set(next, who, AT, generation == 0 ? BYPASS : HGET);
  }

  private void hget(State state, int who, Steps steps) {
    int list = state.get(LISTS + get(state, who, HELD));
    if (list != 0) {
      answer("HGET of the list", state.copy(), who, list, steps);
    } else {
      steps.take(name("HGET of the list, nothing", who), set(state.copy(), who, AT, SELECT));
    }
  }

  private void select(State state, int who, Steps steps) {
    State next = set(state.copy(), who, VALUE_READ, state.get(VISIBLE));
    steps.take(name("SELECT of the list", who), set(next, who, AT, LOADED));
  }

  private void sendFill(State state, int who, Steps steps) {
    if (get(state, who, FILL) == 0) {
      boolean newer = mutant == Mutant.LIST_UNDER_A_NEWER_GENERATION;
      State next = set(state.copy(), who, FILL, get(state, who, VALUE_READ));
      set(next, who, FILL_UNDER, newer ? state.get(TABLE_VALUE) : get(state, who, HELD));
      answer("FILL of the list sent", next, who, get(state, who, VALUE_READ), steps);
    }
  }

  private void fill(State state, int who, Steps steps) {
    int value = get(state, who, FILL);
    if (value != 0) {
      State lost = set(set(state.copy(), who, FILL, 0), who, FILL_UNDER, 0);
      steps.take(name("FILL of the list lost", who), lost);
      State next = lost.copy().set(LISTS + get(state, who, FILL_UNDER), value);
      steps.take(name("FILL of the list", who), next);
    }
  }

  private void answer(String step, State next, int who, int value, Steps steps) {
    Optional<String> broken = bounds.answered(next, value, get(next, who, FLOOR));
    set(next, who, AT, IDLE);
    set(next, who, FLOOR, 0);
    set(next, who, HELD, 0);
    set(next, who, VALUE_READ, 0);
    steps.take(name(step + " answers " + value, who), next, broken);
  }
}
