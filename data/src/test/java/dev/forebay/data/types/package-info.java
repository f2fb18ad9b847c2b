/** Samples of every column type, by every way that they can take, against the server's own word. */
@NullMarked
package dev.forebay.data.types;

import org.jspecify.annotations.NullMarked;
