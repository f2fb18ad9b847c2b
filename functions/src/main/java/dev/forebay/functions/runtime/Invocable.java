package dev.forebay.functions.runtime;

/** Something that takes an event and answers it. */
@FunctionalInterface
public interface Invocable {
  /**
   * Runs it to its end or its deadline. Safe for any number of threads.
   *
   * @throws dev.forebay.base.ForebayException FB708 when it stayed busy for the invocation's
   *     patience; nothing ran
   * @throws InterruptedException when the calling thread was interrupted; what ran was interrupted
   *     as well, and its effects are unknown
   */
  InvocationResult invoke(Invocation invocation) throws InterruptedException;

  /** Whether one more invocation would have to wait. */
  default boolean busy() {
    return false;
  }
}
