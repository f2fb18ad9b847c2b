package dev.forebay.functions.runtime;

/** What runs functions of one kind: those in Java, for example. */
public interface FunctionRuntime extends AutoCloseable {
  /**
   * Loads a function; FB704 where its code or its handler is not there.
   *
   * @return what runs the handler on the calling thread, which is the invocation's own, and returns
   *     once the handler has really ended; an interrupt asks it to
   */
  Invocable load(String name, FunctionSettings settings);

  /** Gives back what its functions hold; no invocation may be running. */
  @Override
  void close();
}
