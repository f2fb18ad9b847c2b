/** The tables of jobs, their events and dead letters. */
@NullMarked
package dev.forebay.jobs.table;

import org.jspecify.annotations.NullMarked;
