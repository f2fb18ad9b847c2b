package dev.forebay.auth;

import dev.forebay.base.config.Doc;
import org.jspecify.annotations.Nullable;

/**
 * What a role may do to a table, action by action.
 *
 * @param read what it may read; null for nothing
 */
@Doc("What the role may do. Left out: nothing.")
public record RoleAccess(@Nullable ReadRule read) {}
