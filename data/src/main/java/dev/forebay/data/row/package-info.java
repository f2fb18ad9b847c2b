/** Rows as JSON: from a cursor, and from the cache. Pure. */
@NullMarked
package dev.forebay.data.row;

import org.jspecify.annotations.NullMarked;
