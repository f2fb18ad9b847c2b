package dev.forebay.auth;

import dev.forebay.auth.Principal.Role;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.Locale;

/**
 * Says who may do what to which table: the secret key everything, the publishable key nothing.
 * Pure, and safe for any thread.
 */
public final class Policy {
  /** What can be done to a table's rows. */
  public enum Action {
    /** SELECT. */
    READ,
    /** INSERT. */
    INSERT,
    /** UPDATE. */
    UPDATE,
    /** DELETE. */
    DELETE
  }

  private static final Decision ALLOW = new Decision.Allow();

  /** The decision on one action; every table that a request touches is asked for. */
  public Decision decide(Principal who, String table, Action action) {
    return switch (who.role()) {
      case SERVICE -> ALLOW;
      case ANONYMOUS ->
          new Decision.Deny(
              "The publishable key may not %s rows of the table '%s'."
                  .formatted(action.name().toLowerCase(Locale.ROOT), table),
              "Use the secret key from a server of yours, or a route with a function.");
    };
  }

  /** Returns where the action is allowed; FB302 where it is not. */
  public void require(Principal who, String table, Action action) {
    switch (decide(who, table, action)) {
      case Decision.Allow _ -> {}
      case Decision.Deny(String reason, String hint) ->
          throw new ForebayException(ErrorCode.FORBIDDEN, reason, hint);
    }
  }

  /** Returns where the principal has the role, or a stronger one; FB302 where not. */
  public void require(Principal who, Role role) {
    if (!who.hasAtLeast(role)) {
      throw new ForebayException(
          ErrorCode.FORBIDDEN, "The publishable key may not do this.", "Use the secret key.");
    }
  }
}
