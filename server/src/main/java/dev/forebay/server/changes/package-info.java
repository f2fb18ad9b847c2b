/** Adapts the database's binlog to the cache's feed of changes. */
@NullMarked
package dev.forebay.server.changes;

import org.jspecify.annotations.NullMarked;
