/** The database and the cache of one run: embedded, or the servers that forebay.yaml names. */
@NullMarked
package dev.forebay.server.engine;

import org.jspecify.annotations.NullMarked;
