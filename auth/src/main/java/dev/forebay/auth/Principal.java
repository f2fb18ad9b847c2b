package dev.forebay.auth;

/**
 * Who a request comes from.
 *
 * @param role what the key stands for
 */
public record Principal(Role role) {

  /** The kinds of keys, from the weakest to the strongest. */
  public enum Role {
    /** The holder of the publishable key: a known application, an unknown person. */
    ANONYMOUS,
    /** The holder of the secret key: a trusted server. */
    SERVICE
  }

  /** Whether this principal has the role, or a stronger one. */
  public boolean hasAtLeast(Role role) {
    return this.role.compareTo(role) >= 0;
  }
}
