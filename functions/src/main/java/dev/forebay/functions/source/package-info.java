/** What invokes functions, and what {@code forebay.yaml} says of it. */
@NullMarked
package dev.forebay.functions.source;

import org.jspecify.annotations.NullMarked;
