/** Tests. */
@NullMarked
package dev.forebay.functions.runtime;

import org.jspecify.annotations.NullMarked;
