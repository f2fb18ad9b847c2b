/** Conditions in Java, beside those that SQL decides. Pure. */
@NullMarked
package dev.forebay.data.evaluate;

import org.jspecify.annotations.NullMarked;
