/** Bulk loads. */
@NullMarked
package dev.forebay.storage.load;

import org.jspecify.annotations.NullMarked;
