/** The consistency protocol between Redis and the database: entries, leases, intents. */
@NullMarked
package dev.forebay.cache;

import org.jspecify.annotations.NullMarked;
