/** Tests. */
@NullMarked
package dev.forebay.functions;

import org.jspecify.annotations.NullMarked;
