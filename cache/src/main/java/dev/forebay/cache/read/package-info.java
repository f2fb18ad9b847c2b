/** Reads: hits, leases and loads. */
@NullMarked
package dev.forebay.cache.read;

import org.jspecify.annotations.NullMarked;
