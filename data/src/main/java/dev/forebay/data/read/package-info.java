/** Reads of plans: through the cache where it has the rows, else from the database. */
@NullMarked
package dev.forebay.data.read;

import org.jspecify.annotations.NullMarked;
