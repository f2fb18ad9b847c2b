/** The HTTP listener, routing, limits and streaming bodies; nothing else may use Helidon. */
@NullMarked
package dev.forebay.http;

import org.jspecify.annotations.NullMarked;
