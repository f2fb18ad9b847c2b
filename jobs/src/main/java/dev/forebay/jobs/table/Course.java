package dev.forebay.jobs.table;

import dev.forebay.jobs.kind.JobProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an attempt that takes its time.
 *
 * @param started when it began
 * @param progress how far it is, as it said last
 */
public record Course(Instant started, @Nullable JobProgress progress) {}
