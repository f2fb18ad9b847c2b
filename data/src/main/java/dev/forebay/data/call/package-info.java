/** Calls of stored routines. */
@NullMarked
package dev.forebay.data.call;

import org.jspecify.annotations.NullMarked;
