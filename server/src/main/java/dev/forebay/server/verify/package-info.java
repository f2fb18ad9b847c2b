/** Compares what the cache holds with what the database holds. */
@NullMarked
package dev.forebay.server.verify;

import org.jspecify.annotations.NullMarked;
