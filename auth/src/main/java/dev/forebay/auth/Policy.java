package dev.forebay.auth;

import dev.forebay.auth.Principal.Role;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Says who may do what to which table: the secret key everything, the publishable key what the
 * table's {@link TableAccess} allows and nothing else. Pure, and safe for any thread.
 *
 * <p>To learn what somebody may see of a table, ask {@link #decide} for {@link Action#READ}: {@link
 * Decision.Allow} names the columns and the rows, {@link Decision.Deny} means not even its name
 * need be shown.
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

  private final Map<String, TableAccess> tables;

  /** A policy by which the publishable key may read what these tables, by their names, allow. */
  public Policy(Map<String, TableAccess> tables) {
    this.tables = Map.copyOf(tables);
  }

  /** A policy by which the publishable key may do nothing to any table. */
  public Policy() {
    this(Map.of());
  }

  /** The names of the tables that there are rules for, whatever they say. */
  public Set<String> tables() {
    return tables.keySet();
  }

  /** The decision on one action; every table that a request touches is asked for. */
  public Decision decide(Principal who, String table, Action action) {
    return switch (who.role()) {
      case SERVICE -> Decision.Allow.EVERYTHING;
      case ANONYMOUS -> anonymous(table, action);
    };
  }

  private Decision anonymous(String table, Action action) {
    TableAccess access = tables.get(table);
    ReadRule read = access == null ? null : access.anonymous().read();
    return action == Action.READ && read != null
        ? new Decision.Allow(read.columns(), read.rows())
        : new Decision.Deny(
            "The publishable key may not %s rows of the table '%s'."
                .formatted(action.name().toLowerCase(Locale.ROOT), table),
            "Use the secret key from a server of yours, or a route with a function.");
  }

  /** On what the action is allowed; FB302 where it is not. */
  public Decision.Allow require(Principal who, String table, Action action) {
    return switch (decide(who, table, action)) {
      case Decision.Allow allow -> allow;
      case Decision.Deny(String reason, String hint) ->
          throw new ForebayException(ErrorCode.FORBIDDEN, reason, hint);
    };
  }

  /** Returns where the principal has the role, or a stronger one; FB302 where not. */
  public void require(Principal who, Role role) {
    if (!who.hasAtLeast(role)) {
      throw new ForebayException(
          ErrorCode.FORBIDDEN, "The publishable key may not do this.", "Use the secret key.");
    }
  }
}
