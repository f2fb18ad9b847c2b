package dev.forebay.cache.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Searches all that can happen to one entry within some bounds, depth first, with a set of the
 * fingerprints of the states that were seen. Finds the steps to a broken promise, if there are any.
 *
 * <p>The steps have the names of the scripts and of the steps of reads and writes in {@link
 * dev.forebay.cache.Cache}. Messages between a node and Redis come at any later time, or never;
 * leases end, values are evicted and intents are settled at any time.
 */
final class Explorer {
  /** A frame for each step of the longest path. */
  private static final long STACK = 1L << 28;

  private final World world;
  private final Fingerprints seen = new Fingerprints();
  private final Deque<String> path = new ArrayDeque<>();
  private final Set<String> kinds = new HashSet<>();
  private Optional<Violation> found = Optional.empty();

  Explorer(Bounds bounds, Mutant mutant) {
    this.world = new World(bounds, mutant);
  }

  /** The first broken promise, or empty once everything has been searched. */
  Optional<Violation> search() throws InterruptedException {
    Thread deep = new Thread(null, () -> visit(world.start()), "explorer", STACK);
    deep.start();
    deep.join();
    return found;
  }

  /** The names of the steps that were taken, without who took them. */
  Set<String> kinds() {
    return kinds;
  }

  /** How many different states there were. */
  int states() {
    return seen.size();
  }

  private void visit(State state) {
    if (found.isEmpty() && seen.add(state.fingerprint())) {
      world.steps(state, this::step);
    }
  }

  private void step(String name, State next, Optional<String> broken) {
    if (found.isPresent()) {
      return;
    }
    kinds.add(name.replaceFirst(" (\\(|answers).*", ""));
    path.addLast(name);
    if (broken.isPresent()) {
      found = Optional.of(new Violation(broken.get(), List.copyOf(path)));
    } else {
      visit(next);
    }
    path.removeLast();
  }

  /**
   * A broken promise.
   *
   * @param what what is wrong
   * @param steps how it came to that
   */
  record Violation(String what, List<String> steps) {
    @Override
    public String toString() {
      return what + "\n  " + String.join("\n  ", steps);
    }
  }
}
