/** What stands in the cache, by which name and key, and what a read of it says. */
@NullMarked
package dev.forebay.cache.entry;

import org.jspecify.annotations.NullMarked;
