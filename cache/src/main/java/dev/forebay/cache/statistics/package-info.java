/** What the cache counts. */
@NullMarked
package dev.forebay.cache.statistics;

import org.jspecify.annotations.NullMarked;
