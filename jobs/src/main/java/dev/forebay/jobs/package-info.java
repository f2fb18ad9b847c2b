/** Durable jobs: events on their way to handlers, retries, dead letters, what recurs. */
@NullMarked
package dev.forebay.jobs;

import org.jspecify.annotations.NullMarked;
