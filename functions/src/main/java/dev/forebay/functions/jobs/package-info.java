/** Durable jobs over db-scheduler: events on their way to functions, retries and dead letters. */
@NullMarked
package dev.forebay.functions.jobs;

import org.jspecify.annotations.NullMarked;
