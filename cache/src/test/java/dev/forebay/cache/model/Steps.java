package dev.forebay.cache.model;

import java.util.Optional;

/** Takes the steps that are possible in a state. */
@FunctionalInterface
interface Steps {
  /** A step, the state after it, and what promise it breaks. */
  void take(String name, State next, Optional<String> broken);

  /** A step that breaks none. */
  default void take(String name, State next) {
    take(name, next, Optional.empty());
  }
}
