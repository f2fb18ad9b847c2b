package dev.forebay.auth;

/** What a {@link Policy} says to one action. */
public sealed interface Decision {
  /** The action may be done. */
  record Allow() implements Decision {}

  /**
   * The action may not be done.
   *
   * @param reason names the table and the action, for the client
   * @param hint what to do instead
   */
  record Deny(String reason, String hint) implements Decision {}
}
