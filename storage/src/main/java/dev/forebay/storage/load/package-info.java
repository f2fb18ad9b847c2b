/** Loads an uploaded CSV file into a table, exactly once per version of the object. */
@NullMarked
package dev.forebay.storage.load;

import org.jspecify.annotations.NullMarked;
