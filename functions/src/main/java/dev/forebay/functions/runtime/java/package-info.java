/** Functions that are handlers in Java, in this process. */
@NullMarked
package dev.forebay.functions.runtime.java;

import org.jspecify.annotations.NullMarked;
