package dev.forebay.jobs.lane;

import dev.forebay.jobs.kind.JobKind;
import dev.forebay.jobs.table.EventTable.Event;
import dev.forebay.jobs.table.JobTable.Taken;

/**
 * A job that this node has claimed, with all that an attempt needs.
 *
 * @param begins whether the claim says that the attempt begins at once
 */
record Claimed(JobKind kind, Taken taken, Event event, boolean begins) {}
