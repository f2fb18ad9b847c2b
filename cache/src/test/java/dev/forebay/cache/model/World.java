package dev.forebay.cache.model;

/** Everybody who takes part: what they can do in a state, one step at a time. */
final class World {
  private final Bounds bounds;
  private final Writers writers;
  private final Readers readers;
  private final ListReaders listReaders;
  private final Tailing tailing;
  private final RedisFate fate;

  World(Bounds bounds, Mutant mutant) {
    this.bounds = bounds;
    Redis entry = Redis.entry(mutant, bounds.readers());
    Redis table = Redis.table(mutant, bounds.readers());
    this.writers = new Writers(bounds, mutant, entry, table);
    this.readers = new Readers(bounds, mutant, entry, table);
    this.listReaders = new ListReaders(bounds, mutant, table);
    this.tailing = new Tailing(bounds, mutant, entry, table);
    this.fate = new RedisFate(bounds, mutant, entry, table, this::cut);
  }

  State start() {
    State state =
        new State()
            .set(State.VISIBLE, 1)
            .set(State.LOGGED, 1)
            .set(State.POSITION, 1)
            .set(State.LAST_GENERATION, bounds.generationsOfWriters())
            .set(State.CRASHES, bounds.mishaps().crashes())
            .set(State.LOSSES, bounds.mishaps().losses())
            .set(State.FLUSHES, bounds.mishaps().flushes())
            .set(State.RESTARTS, bounds.mishaps().restarts())
            .set(State.LOST_POSITIONS, bounds.mishaps().lostPositions());
    writers.start(state);
    readers.start(state);
    return state;
  }

  void steps(State state, Steps steps) {
    writers.steps(state, steps);
    if (bounds.shape() == Bounds.Shape.LIST) {
      listReaders.steps(state, steps);
    } else {
      readers.steps(state, steps);
    }
    tailing.steps(state, steps);
    fate.steps(state, steps);
  }

  private State cut(State state) {
    State next = writers.cut(state);
    return bounds.shape() == Bounds.Shape.LIST ? listReaders.cut(next) : readers.cut(next);
  }
}
