package dev.forebay.auth;

import dev.forebay.base.config.Doc;

/**
 * Who may do what to a table, besides the secret key, which may do everything.
 *
 * @param anonymous the holder of the publishable key
 */
@Doc("What others than the secret key may do, by role.")
public record TableAccess(@Doc("The holder of the publishable key.") RoleAccess anonymous) {}
