/** Tests. */
@NullMarked
package dev.forebay.functions.runtime.java;

import org.jspecify.annotations.NullMarked;
