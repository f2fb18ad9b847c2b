/** What the cache is given: settings, the loaders of what it lacks, and the feed of changes. */
@NullMarked
package dev.forebay.cache.spi;

import org.jspecify.annotations.NullMarked;
