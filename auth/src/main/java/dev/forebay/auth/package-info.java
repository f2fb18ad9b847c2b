/**
 * Who asks, and what they may do: API keys to {@link dev.forebay.auth.Principal}, {@link
 * dev.forebay.auth.Policy} to {@link dev.forebay.auth.Decision}. Reads headers only, no I/O on the
 * request path.
 */
@NullMarked
package dev.forebay.auth;

import org.jspecify.annotations.NullMarked;
