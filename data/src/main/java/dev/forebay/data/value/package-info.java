/**
 * The values of a column: for each type one class with all that it does. The text of a client in,
 * JSON out, the names of cache entries, comparison, examples, its schema. Pure.
 */
@NullMarked
package dev.forebay.data.value;

import org.jspecify.annotations.NullMarked;
