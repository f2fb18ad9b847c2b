/**
 * The command line: {@code forebay run}, {@code demo}, {@code jobs}, {@code dead-letters}, {@code
 * cache}, {@code schema}, {@code version}.
 */
@NullMarked
package dev.forebay.server.cli;

import org.jspecify.annotations.NullMarked;
