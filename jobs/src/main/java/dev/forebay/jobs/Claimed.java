package dev.forebay.jobs;

import dev.forebay.jobs.EventTable.Event;
import dev.forebay.jobs.JobTable.Taken;

/** A job that this node has claimed, with all that an attempt needs. */
record Claimed(JobKind kind, Taken taken, Event event) {}
