/** Writes of plans, in transactions, by one protocol. */
@NullMarked
package dev.forebay.data.write;

import org.jspecify.annotations.NullMarked;
