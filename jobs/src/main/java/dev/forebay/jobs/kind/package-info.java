/** What a kind of job is: its handler, how attempts end, and when they are made again. */
@NullMarked
package dev.forebay.jobs.kind;

import org.jspecify.annotations.NullMarked;
