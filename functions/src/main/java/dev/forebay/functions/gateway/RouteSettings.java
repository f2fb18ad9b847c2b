package dev.forebay.functions.gateway;

/**
 * One route of the application's own, as {@code forebay.yaml} describes it.
 *
 * @param method the HTTP method in capitals
 * @param path a template such as {@code /invoice/{id}}
 * @param function the function that answers
 * @param key which API key a request needs
 */
public record RouteSettings(String method, String path, String function, Key key) {
  /** Which API key a request needs. */
  public enum Key {
    /** None: anybody may call the route. */
    NONE,
    /** The publishable or the secret key. */
    PUBLISHABLE,
    /** The secret key. */
    SECRET
  }
}
