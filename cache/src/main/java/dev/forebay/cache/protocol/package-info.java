/** The scripts that run in Redis, and what they answer. */
@NullMarked
package dev.forebay.cache.protocol;

import org.jspecify.annotations.NullMarked;
