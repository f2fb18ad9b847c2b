/** Writes that may be sent again: the first answer is kept under the client's key. */
@NullMarked
package dev.forebay.data.idempotency;

import org.jspecify.annotations.NullMarked;
