/** Requests, responses and routes; in all of it, nothing else may use Helidon. */
@NullMarked
package dev.forebay.http;

import org.jspecify.annotations.NullMarked;
