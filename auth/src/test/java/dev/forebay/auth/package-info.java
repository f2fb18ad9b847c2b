/** Tests of keys, authentication and policies. */
@NullMarked
package dev.forebay.auth;

import org.jspecify.annotations.NullMarked;
