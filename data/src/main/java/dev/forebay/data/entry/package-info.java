/**
 * Entries of the cache: their names, the values that they hold, and what is known of the tables
 * whose rows they are. Below reads and writes.
 */
@NullMarked
package dev.forebay.data.entry;

import org.jspecify.annotations.NullMarked;
