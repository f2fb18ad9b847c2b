package dev.forebay.mysql;

/** What a caller does with a session. */
@FunctionalInterface
public interface Work<T> {
  /** The result; the session must not be kept. */
  T run(Session session);
}
