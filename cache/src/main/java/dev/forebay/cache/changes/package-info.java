/** What the database's log tells, applied to the cache. */
@NullMarked
package dev.forebay.cache.changes;

import org.jspecify.annotations.NullMarked;
